# Flags that would cost a card the bits of the CPU (--use_fast_math, -fmad=true, -ftz=true and their
# like) are refused here, by what they do: nvcc compiles a page, with all flags of the user and the
# project, to PTX, in which each operation says how it rounds. They may come in through CUDAFLAGS,
# CMAKE_CUDA_FLAGS, a build type, a toolchain file or NVCC_APPEND_FLAGS, which nvcc reads itself; where
# a later flag takes one back, as -fmad=false does, nothing is lost.
function(taosweep_check_cuda_arithmetic)
  set(source ${CMAKE_SOURCE_DIR}/cmake/arithmetic.cu)
  set(made ${CMAKE_BINARY_DIR}/arithmetic/cuda.ptx)
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  # As the sources are compiled: the flags of the build type, then those of the project.
  separate_arguments(flags NATIVE_COMMAND "${CMAKE_CUDA_FLAGS} ${CMAKE_CUDA_FLAGS_${type}}")
  list(APPEND flags ${TAOSWEEP_CUDA_FLAGS})
  string(REGEX MATCH "^[0-9]+[af]?" architecture "${CMAKE_CUDA_ARCHITECTURES}")
  if(architecture)
    list(APPEND flags -arch=compute_${architecture})
  endif()
  file(READ ${source} text)
  set(key ${text} ${CMAKE_CUDA_COMPILER} ${CMAKE_CUDA_COMPILER_VERSION} ${flags}
          $ENV{NVCC_PREPEND_FLAGS} $ENV{NVCC_APPEND_FLAGS})
  string(SHA256 key "${key}")
  if(TAOSWEEP_ARITHMETIC_cuda STREQUAL key)
    return()
  endif()
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/arithmetic)
  execute_process(COMMAND ${CMAKE_CUDA_COMPILER} ${flags} -ptx -o ${made} ${source}
                  RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  set(faults)
  if(said MATCHES "#error \"([^\"]*)\"")
    list(APPEND faults "${CMAKE_MATCH_1}")
  elseif(NOT code EQUAL 0)
    message(FATAL_ERROR "The check of the GPU program's arithmetic does not compile:\n${said}")
  else()
    file(READ ${made} ptx)
    string(REGEX REPLACE "[.]entry sine.*" "" operations "${ptx}")
    foreach(width 32 64)
      if(NOT operations MATCHES "mul[.]rn([.]ftz)?[.]f${width}" OR
         NOT operations MATCHES "add[.]rn([.]ftz)?[.]f${width}")
        list(APPEND faults "a*b + c is rounded once and not twice (fused)")
      endif()
      if(NOT operations MATCHES "div[.]rn([.]ftz)?[.]f${width}")
        list(APPEND faults "a/b is taken as a * (1/b), or from an estimate")
      endif()
      if(NOT operations MATCHES "sqrt[.]rn([.]ftz)?[.]f${width}")
        list(APPEND faults "square roots are taken from an estimate")
      endif()
    endforeach()
    if(operations MATCHES "[.]ftz[.]")
      list(APPEND faults "subnormal numbers are taken as 0")
    endif()
    if(ptx MATCHES "sin[.]approx")
      list(APPEND faults "functions are taken from an estimate")
    endif()
  endif()
  if(faults)
    list(REMOVE_DUPLICATES faults)
    list(JOIN faults "; " faults)
    message(FATAL_ERROR "The flags of this build cost equal bits: ${faults}, in the GPU program. "
            "Leave out --use_fast_math, -fmad=true, -ftz=true, -prec-div=false, -prec-sqrt=false and "
            "their like: CMAKE_CUDA_FLAGS are '${CMAKE_CUDA_FLAGS}', NVCC_APPEND_FLAGS are "
            "'$ENV{NVCC_APPEND_FLAGS}'.")
  endif()
  set(TAOSWEEP_ARITHMETIC_cuda ${key} CACHE INTERNAL "Flags that were looked at")
endfunction()

taosweep_check_cuda_arithmetic()
