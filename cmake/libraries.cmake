# Every third-party library, all from the distribution's packages (scripts/install_packages.sh).
find_package(Threads REQUIRED)
find_package(CLI11 REQUIRED)

# fmt comes without a static library in Debian; its headers alone serve the portable program.
find_package(fmt REQUIRED)
add_library(taosweep_fmt INTERFACE)
if(TAOSWEEP_PORTABLE)
  target_link_libraries(taosweep_fmt INTERFACE fmt::fmt-header-only)
  set(Boost_USE_STATIC_LIBS ON)
  set(OPENSSL_USE_STATIC_LIBS ON)
else()
  target_link_libraries(taosweep_fmt INTERFACE fmt::fmt)
endif()
find_package(Boost 1.74 REQUIRED COMPONENTS program_options)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(nlohmann_json REQUIRED)

# Configuration files of HDF5 list curl and ssl also for the static library, which needs neither.
add_library(taosweep_hdf5 INTERFACE)
if(TAOSWEEP_PORTABLE)
  find_path(TAOSWEEP_HDF5_INCLUDE hdf5.h PATH_SUFFIXES hdf5/serial REQUIRED)
  target_include_directories(taosweep_hdf5 SYSTEM INTERFACE ${TAOSWEEP_HDF5_INCLUDE})
  foreach(name hdf5_serial_hl hdf5_serial sz aec z)
    find_library(TAOSWEEP_STATIC_${name} lib${name}.a REQUIRED)
    target_link_libraries(taosweep_hdf5 INTERFACE ${TAOSWEEP_STATIC_${name}})
  endforeach()
  target_link_libraries(taosweep_hdf5 INTERFACE m ${CMAKE_DL_LIBS})
else()
  find_package(HDF5 REQUIRED COMPONENTS C HL)
  target_include_directories(taosweep_hdf5 SYSTEM INTERFACE ${HDF5_INCLUDE_DIRS})
  target_link_libraries(taosweep_hdf5 INTERFACE ${HDF5_HL_LIBRARIES} ${HDF5_LIBRARIES})
endif()

# Thrust is headers only: those of the CUDA Toolkit, else the distribution's libthrust-dev.
find_path(TAOSWEEP_THRUST_INCLUDE thrust/version.h
          HINTS /usr/local/cuda/include/cccl $ENV{CUDA_HOME}/include/cccl $ENV{CUDA_PATH}/include/cccl)
if(NOT TAOSWEEP_THRUST_INCLUDE)
  message(FATAL_ERROR "The headers of Thrust were not found. Install libthrust-dev or the CUDA "
                      "Toolkit, or name their folder: -DTAOSWEEP_THRUST_INCLUDE=...")
endif()
