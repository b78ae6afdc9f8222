# Flags that would cost equal bits (fused, fast, flushed) are refused here, by what they do: a program
# of one page computes, compiled with all flags of the user and the project. They may come in through
# CXXFLAGS, CMAKE_CXX_FLAGS, a build type or a toolchain file; where a later flag takes one back, as
# -ffp-contract=off does, nothing is lost. The built program looks again each time it starts.
function(taosweep_check_arithmetic isa)
  set(ISA ${isa})
  set(folder ${CMAKE_BINARY_DIR}/arithmetic/${isa})
  configure_file(${CMAKE_SOURCE_DIR}/kernels/arithmetic_of.cpp.in ${folder}/arithmetic.cpp @ONLY)
  file(READ ${folder}/arithmetic.cpp text)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  set(flags ${TAOSWEEP_MATH_FLAGS} ${TAOSWEEP_ISA_FLAGS_${isa}})
  set(key ${text} ${CMAKE_CXX_COMPILER} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS}
          ${CMAKE_CXX_FLAGS_${type}} ${CMAKE_EXE_LINKER_FLAGS} ${flags})
  string(SHA256 key "${key}")
  if(TAOSWEEP_ARITHMETIC_${isa} STREQUAL key)
    return()
  endif()
  file(WRITE ${folder}/main.cpp "#include <cstdio>
namespace taosweep { const char* arithmetic_fault_${isa}(); }
int main() {
  const char* fault = taosweep::arithmetic_fault_${isa}();
  if (fault) std::puts(fault);
  return fault ? 1 : 0;
}
")
  # As the sources are compiled: the flags of the build type, then those of the project.
  set(CMAKE_TRY_COMPILE_CONFIGURATION ${CMAKE_BUILD_TYPE})
  list(JOIN flags " " words)
  set(CMAKE_CXX_FLAGS_${type} "${CMAKE_CXX_FLAGS_${type}} ${words}")
  try_run(ran compiled ${folder}/build SOURCES ${folder}/main.cpp ${folder}/arithmetic.cpp
          COMPILE_OUTPUT_VARIABLE said RUN_OUTPUT_VARIABLE fault)
  if(NOT compiled)
    message(FATAL_ERROR "The check of arithmetic does not compile:\n${said}")
  endif()
  # A machine that builds may lack the instructions: the program looks where it runs.
  if(ran EQUAL 1)
    string(STRIP "${fault}" fault)
    message(FATAL_ERROR "The flags of this build cost equal bits: ${fault}, on the back end ${isa}. "
            "Leave out -ffast-math, -funsafe-math-optimizations, -Ofast, -mrecip and their like: "
            "CXXFLAGS and CMAKE_CXX_FLAGS are '${CMAKE_CXX_FLAGS}'.")
  endif()
  set(TAOSWEEP_ARITHMETIC_${isa} ${key} CACHE INTERNAL "Flags that were looked at")
endfunction()

foreach(isa ${TAOSWEEP_ISAS})
  taosweep_check_arithmetic(${isa})
endforeach()
