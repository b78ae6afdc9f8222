# The rows of kernels/lanes/isa.def: for each instruction set that this family of processors may have,
# sources made from a template and compiled with the flags of its row.
set(isa_rows ${CMAKE_SOURCE_DIR}/kernels/lanes/isa.def)
set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${isa_rows})
file(READ ${isa_rows} text)
string(REGEX REPLACE "//[^\n]*\n" "" text "${text}")
string(REGEX REPLACE "[ \n]+" " " text "${text}")
set(word "([A-Za-z0-9_]+)")
set(quoted "\"([^\"]*)\"")
string(REGEX MATCHALL "ISA\\([^,]+, [^,]+, [^,]+, [^,]+, \"[^\"]*\", \"[^\"]*\"," rows "${text}")

# Those that this processor has, where no others are to be built: it is asked as the program will ask it.
if(TAOSWEEP_AT_HAND)
  set(all_built)
  foreach(row ${rows})
    string(REGEX MATCH "^ISA\\(${word}" ignored "${row}")
    string(APPEND all_built "#define TAOSWEEP_BUILT_${CMAKE_MATCH_1} true\n")
  endforeach()
  set(BUILT "${all_built}")
  configure_file(${CMAKE_SOURCE_DIR}/kernels/lanes/built.hpp.in
                 ${CMAKE_BINARY_DIR}/at_hand/kernels/lanes/built.hpp @ONLY)
  try_run(exit_code compiles ${CMAKE_BINARY_DIR}/at_hand
          SOURCES ${CMAKE_SOURCE_DIR}/cmake/at_hand.cpp ${CMAKE_SOURCE_DIR}/kernels/lanes/isa.cpp
          CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${CMAKE_SOURCE_DIR};${CMAKE_BINARY_DIR}/at_hand"
          COMPILE_OUTPUT_VARIABLE complaints RUN_OUTPUT_VARIABLE at_hand
          CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
  if(NOT compiles OR NOT exit_code EQUAL 0)
    message(FATAL_ERROR "the processor at hand could not be asked for its instruction sets; configure with "
                        "-DTAOSWEEP_AT_HAND=OFF to build all of them\n${complaints}${at_hand}")
  endif()
endif()

# TAOSWEEP_ISAS: those that are built. TAOSWEEP_WIDE_ISAS: those whose flags the rest may not have.
set(TAOSWEEP_ISAS)
set(TAOSWEEP_WIDE_ISAS)
set(BUILT)
foreach(row ${rows})
  if(NOT row MATCHES "^ISA\\(${word}, ${word}, ${word}, ${word}, ${quoted}, ${quoted},$")
    message(FATAL_ERROR "${isa_rows}: cannot read the row '${row}'")
  endif()
  set(isa ${CMAKE_MATCH_1})
  set(TAOSWEEP_ISA_LANE_${isa} ${CMAKE_MATCH_2})
  separate_arguments(flags UNIX_COMMAND "${CMAKE_MATCH_6}")
  set(builds true)
  if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(${CMAKE_MATCH_5})$" OR (TAOSWEEP_AT_HAND AND NOT isa IN_LIST at_hand))
    set(builds false)
  endif()
  # Where sanitizers look at the host alone, one back end serves: the first.
  if(TAOSWEEP_SANITIZE STREQUAL "host" AND TAOSWEEP_ISAS)
    set(builds false)
  endif()
  string(APPEND BUILT "#define TAOSWEEP_BUILT_${isa} ${builds}\n")
  if(builds)
    list(APPEND TAOSWEEP_ISAS ${isa})
  endif()
  if(flags MATCHES "-m")
    list(APPEND TAOSWEEP_WIDE_ISAS ${isa})
  endif()
  if(NOT CMAKE_BUILD_TYPE STREQUAL Release)
    list(FILTER flags EXCLUDE REGEX "^-O")
  endif()
  set(TAOSWEEP_ISA_FLAGS_${isa} ${flags})
endforeach()
if(NOT TAOSWEEP_ISAS)
  message(FATAL_ERROR "${isa_rows} has no row for a processor of the family ${CMAKE_SYSTEM_PROCESSOR}")
endif()

configure_file(${CMAKE_SOURCE_DIR}/kernels/lanes/built.hpp.in
               ${CMAKE_BINARY_DIR}/generated/kernels/lanes/built.hpp @ONLY)

# NAME.cpp.in -> generated/FOLDER/NAME_<isa>.cpp for each instruction set; `out` gets their list.
function(taosweep_sources_of_isas out template)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE folder)
  cmake_path(GET template STEM LAST_ONLY name)
  cmake_path(REMOVE_EXTENSION template LAST_ONLY OUTPUT_VARIABLE path)
  cmake_path(REMOVE_EXTENSION path LAST_ONLY)
  set(sources)
  foreach(ISA ${TAOSWEEP_ISAS})
    set(ISA_LANE ${TAOSWEEP_ISA_LANE_${ISA}})
    set(ISA_HEADER kernels/lanes/${ISA}.hpp)
    set(source ${CMAKE_BINARY_DIR}/generated/${folder}/${path}_${ISA}.cpp)
    configure_file(${template} ${source} @ONLY)
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "${TAOSWEEP_ISA_FLAGS_${ISA}}")
    if(ISA IN_LIST TAOSWEEP_WIDE_ISAS)
      # Headers compiled beforehand are of other options.
      set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS TAOSWEEP_WIDE SKIP_PRECOMPILE_HEADERS ON)
      if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        # g++ 12 takes what its own intrinsics leave undefined for a mistake, and speaks of an ABI that
        # nothing outside these sources uses.
        set_property(SOURCE ${source} APPEND PROPERTY COMPILE_OPTIONS -Wno-maybe-uninitialized -Wno-uninitialized -Wno-psabi)
      endif()
    endif()
    list(APPEND sources ${source})
  endforeach()
  set(${out} ${sources} PARENT_SCOPE)
endfunction()

# Lane types that any source may use, for tests: generated/kernels/lanes/plain_lanes.hpp.
set(PLAIN_INCLUDES)
set(PLAIN_LANES)
foreach(isa ${TAOSWEEP_ISAS})
  if(NOT isa IN_LIST TAOSWEEP_WIDE_ISAS)
    string(APPEND PLAIN_INCLUDES "#include \"kernels/lanes/${isa}.hpp\"\n")
    list(APPEND PLAIN_LANES ${TAOSWEEP_ISA_LANE_${isa}})
  endif()
endforeach()
list(GET PLAIN_LANES 0 REFERENCE_LANE)
list(JOIN PLAIN_LANES ", " PLAIN_LANES)
configure_file(${CMAKE_SOURCE_DIR}/tests/kernels/lanes/plain_lanes.hpp.in
               ${CMAKE_BINARY_DIR}/generated/tests/kernels/lanes/plain_lanes.hpp @ONLY)
