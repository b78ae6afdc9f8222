# The CUDA language, set up so that it works without a GPU and with CMake 3.25.
if(NOT CMAKE_CUDA_COMPILER)
  find_program(TAOSWEEP_NVCC nvcc HINTS /usr/local/cuda/bin $ENV{CUDA_HOME}/bin $ENV{CUDA_PATH}/bin)
  if(NOT TAOSWEEP_NVCC)
    message(FATAL_ERROR "TAOSWEEP_CUDA is on, but nvcc was not found. Install the CUDA Toolkit "
                        "(13 or later), name it with -DCMAKE_CUDA_COMPILER=.../nvcc, or use the "
                        "preset cpu, or portable-cpu in place of portable.")
  endif()
  set(CMAKE_CUDA_COMPILER ${TAOSWEEP_NVCC})
endif()

# The cards at hand decide, but those older than CUDA 13 knows; without one sm_90, which ptxas
# checks on any machine. CMake's own word "native" stops where there is no GPU.
if(NOT CMAKE_CUDA_ARCHITECTURES)
  execute_process(COMMAND nvidia-smi --query-gpu=compute_cap --format=csv,noheader
                  OUTPUT_VARIABLE capabilities RESULT_VARIABLE code ERROR_QUIET
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(architectures 90)
  if(code EQUAL 0)
    string(REGEX MATCHALL "[0-9]+[.][0-9]" capabilities "${capabilities}")
    set(found)
    foreach(capability ${capabilities})
      string(REPLACE "." "" capability "${capability}")
      if(capability GREATER_EQUAL 75)
        list(APPEND found ${capability})
      else()
        message(STATUS "A card of sm_${capability} is older than CUDA 13 knows and is left out.")
      endif()
    endforeach()
    if(found)
      list(REMOVE_DUPLICATES found)
      set(architectures ${found})
    endif()
  endif()
  set(CMAKE_CUDA_ARCHITECTURES ${architectures} CACHE STRING "CUDA architectures")
endif()
message(STATUS "CUDA architectures: ${CMAKE_CUDA_ARCHITECTURES}")

enable_language(CUDA)
find_package(CUDAToolkit REQUIRED)

# CMake 3.25.1 knows no C++20 for nvcc and would silently fall back to C++17.
if(NOT CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
  set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION -std=c++20)
  set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION -std=c++20)
endif()
set(CMAKE_CUDA_STANDARD 20)
set(CMAKE_CUDA_STANDARD_REQUIRED ON)

# The bits of the CPU: no contraction, IEEE division and square root, subnormals kept.
set(TAOSWEEP_CUDA_FLAGS -fmad=false -prec-div=true -prec-sqrt=true -ftz=false)
