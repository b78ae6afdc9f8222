// Whether arithmetic is what equal bits rest on: IEEE, operation by operation.
#pragma once

namespace taosweep {

/// What is wrong with the arithmetic that the compiler made of the back ends at hand, or with the
/// state of the processor on the calling thread: a sentence's end ("a*b + c is rounded once ...").
/// nullptr where all is well. Found by computing, so that it does not matter how it came in.
const char* arithmetic_fault();

/// Puts the processor's state for floating-point numbers on the calling thread, and on those that
/// it starts, to what programs begin with: round to nearest, no trap, subnormal numbers kept. What
/// a library loaded with the program had changed, as a sentence's end; nullptr where it was so.
const char* restore_arithmetic();

}  // namespace taosweep
