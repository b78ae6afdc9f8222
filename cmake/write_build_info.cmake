# Run at build time: fills host/build_info.hpp.in. An unpacked archive without git has no commit.
set(BUILD_COMMIT "unknown")
execute_process(COMMAND git rev-parse HEAD WORKING_DIRECTORY ${SOURCE_DIR}
                OUTPUT_VARIABLE commit RESULT_VARIABLE code ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
if(code EQUAL 0)
  execute_process(COMMAND git status --porcelain --untracked-files=no WORKING_DIRECTORY ${SOURCE_DIR}
                  OUTPUT_VARIABLE changes ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(BUILD_COMMIT ${commit})
  if(changes)
    string(APPEND BUILD_COMMIT "-modified")
  endif()
endif()
configure_file(${SOURCE_DIR}/host/build_info.hpp.in ${HEADER} @ONLY)
