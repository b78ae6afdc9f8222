# host/build_info.hpp: what was built, from which commit. The commit is looked up at each build.
get_directory_property(directory_options COMPILE_OPTIONS)
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
list(JOIN TAOSWEEP_MATH_FLAGS " " math_flags)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} ${math_flags}" flags)
if(TAOSWEEP_SANITIZE)
  string(APPEND flags " -fsanitize=address,undefined")
endif()
set(compiler "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")

# Called once CUDA is known. Writes the header anew only when a value in it has changed.
function(taosweep_add_build_info)
  set(cuda "none")
  if(TAOSWEEP_CUDA)
    list(JOIN CMAKE_CUDA_ARCHITECTURES " " architectures)
    list(JOIN TAOSWEEP_CUDA_FLAGS " " cuda_flags)
    set(cuda "nvcc ${CMAKE_CUDA_COMPILER_VERSION}, architectures ${architectures}, ${cuda_flags}")
  endif()
  set(header ${CMAKE_BINARY_DIR}/generated/host/build_info.hpp)
  add_custom_target(build_info
    COMMAND ${CMAKE_COMMAND}
      "-DSOURCE_DIR=${CMAKE_SOURCE_DIR}" "-DHEADER=${header}" "-DBUILD_VERSION=${PROJECT_VERSION}"
      "-DBUILD_COMPILER=${compiler}" "-DBUILD_FLAGS=${flags}" "-DBUILD_TYPE=${CMAKE_BUILD_TYPE}"
      "-DBUILD_CUDA=${cuda}" -P ${CMAKE_SOURCE_DIR}/cmake/write_build_info.cmake
    BYPRODUCTS ${header} COMMENT "Looking up the commit" VERBATIM)
endfunction()
