# Flags on which equal bits rest: no contraction of a*b+c, by any compiler, at any level.
# The other two let loops vectorise; neither changes a value.
set(TAOSWEEP_MATH_FLAGS -ffp-contract=off -fno-math-errno -fno-trapping-math)
set(TAOSWEEP_WARNING_FLAGS -Wall -Wextra)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  list(APPEND TAOSWEEP_WARNING_FLAGS -Wno-restrict)  # false alarms on "text" + std::string, GCC bug 105651
endif()
# Where economies are compiled: with both of these passes g++ 12 takes a function that writes a double
# for each subnet beside reading floats (report_revenue on one lane, at -O3) for one without effects,
# and drops all its calls. WrittenRule.IsTheBuiltInOneBitForBit fails then.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(TAOSWEEP_ECONOMY_FLAGS $<$<COMPILE_LANGUAGE:CXX>:-fno-ipa-pure-const> $<$<COMPILE_LANGUAGE:CXX>:-fno-ipa-modref>)
endif()
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:${TAOSWEEP_MATH_FLAGS};${TAOSWEEP_WARNING_FLAGS}>")
include_directories(${CMAKE_SOURCE_DIR})

if(TAOSWEEP_SANITIZE)
  # Thrust binds references through null pointers in its own headers, hence no check of null.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=null -fno-sanitize-recover=all
                 -fno-omit-frame-pointer)
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:${sanitizers}>")
  add_link_options(-fsanitize=address,undefined)
endif()

if(TAOSWEEP_PORTABLE)
  add_link_options(-static-libstdc++ -static-libgcc)
endif()

find_program(TAOSWEEP_CCACHE ccache)
if(TAOSWEEP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TAOSWEEP_CCACHE})
endif()
