// The values that a design varies, point by point.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace taosweep {

/// One varied parameter of the design, in the order of [vary].
struct VariedKey {
  std::string key;
  bool sampled;              ///< drawn for each point (else a coordinate of the product)
  std::string formula = {};  ///< where it is computed from others, and neither drawn nor listed
  std::string group = {};    ///< of a Saltelli design, in which it is drawn; empty = alone

  bool listed() const { return !sampled && formula.empty(); }
  /// " (drawn)", with the word of the place that says it.
  std::string remark(const std::string& drawn) const {
    if (!formula.empty()) return " = " + formula;
    return sampled ? " (" + drawn + ")" : "";
  }
};

/// Points of equal length in one store: a million of thirteen values take 104 MB, not half as much
/// again for a vector each.
class Points {
 public:
  /// `columns` values a point; no point yet.
  explicit Points(std::size_t columns = 0) : columns_(columns) {}

  std::size_t size() const { return size_; }
  std::size_t columns() const { return columns_; }
  bool empty() const { return size_ == 0; }
  std::span<const double> operator[](std::size_t point) const {
    return {values_.data() + point * columns_, columns_};
  }
  /// Throws std::out_of_range.
  std::span<const double> at(std::size_t point) const {
    if (point >= size_) throw std::out_of_range("there is no such point");
    return (*this)[point];
  }

  void reserve(std::size_t points) { values_.reserve(points * columns_); }
  /// Throws std::invalid_argument for another number of values.
  void add(std::span<const double> point) {
    if (point.size() != columns_) throw std::invalid_argument("a point of another length");
    values_.insert(values_.end(), point.begin(), point.end());
    ++size_;
  }
  void add(std::initializer_list<double> point) { add(std::span(point.begin(), point.size())); }
  /// As many points, all 0, to be filled by set().
  void resize(std::size_t points) {
    values_.resize(points * columns_);
    size_ = points;
  }
  void set(std::size_t point, std::size_t column, double value) {
    values_[point * columns_ + column] = value;
  }

  bool operator==(const Points&) const = default;

 private:
  std::size_t columns_, size_ = 0;
  std::vector<double> values_;  // [point][column]
};

}  // namespace taosweep
