// Random numbers of the plain model: those of the sweep, or its own.
#pragma once

#include <map>
#include <random>

#include "kernels/advance.hpp"

namespace taosweep::plain {

/// What chance decides. Ticks and days are named by the block at which they start.
struct Draws {
  virtual ~Draws() = default;
  /// Standard normal of order flow, with `loading` on the part that all subnets share.
  virtual double order_flow(int subnet, int block, int k, double loading) = 0;
  /// Standard normal of the error of perceived value.
  virtual double valuation(int subnet, int block) = 0;
  /// Standard normal of what moves a subnet's worth for good.
  virtual double worth(int subnet, int block) = 0;
  /// Standard normal of the mood of the market.
  virtual double mood(int block) = 0;
  /// Uniform number that says for a subnet's life whether it earns outside.
  virtual double earning(int subnet) = 0;
  /// Number of attention events with this mean.
  virtual int events(int subnet, int block, double mean) = 0;
  /// Standard normal behind the size of event i of a tick.
  virtual double mark(int subnet, int block, int i) = 0;
};

inline constexpr int most_events = 4;  ///< per subnet and tick

/// The draws of the sweep's economies: keyed words, turned
/// into numbers by the inverse of the distribution.
class KeyedDraws : public Draws {
 public:
  explicit KeyedDraws(const ShockKey& key) : key_(key) {}
  double order_flow(int subnet, int block, int k, double loading) override;
  double valuation(int subnet, int block) override;
  double worth(int subnet, int block) override;
  double mood(int block) override;
  double earning(int subnet) override;
  int events(int subnet, int block, double mean) override;
  double mark(int subnet, int block, int i) override;

 private:
  ShockKey key_;
};

/// Independent draws of the same distributions from the
/// standard library. Subnets must be asked in turn.
class FreeDraws : public Draws {
 public:
  explicit FreeDraws(std::uint64_t seed) : engine_(seed) {}
  double order_flow(int subnet, int block, int k, double loading) override;
  double valuation(int subnet, int block) override;
  double worth(int subnet, int block) override;
  double mood(int block) override;
  double earning(int subnet) override;
  int events(int subnet, int block, double mean) override;
  double mark(int subnet, int block, int i) override;

 private:
  std::mt19937_64 engine_;
  std::normal_distribution<double> normal_;
  int common_block_ = -1;
  double common_ = 0;
  std::map<int, double> earning_;
};

}  // namespace taosweep::plain
