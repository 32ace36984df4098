import Testing

@testable import Formats

@Suite struct WorkflowCommandTests {
  @Test func aCommandWithoutPropertiesHasNoBlank() {
    #expect(WorkflowCommand("error", data: "it is wrong").text == "::error::it is wrong")
  }

  @Test func propertiesFollowInOrder() {
    let command = WorkflowCommand("notice", [("file", "p.yaml"), ("line", "3")], data: "x")
    #expect(command.text == "::notice file=p.yaml,line=3::x")
  }

  @Test func dataEscapesWhatEndsALineAndTheEscapeItself() {
    #expect(WorkflowCommand("error", data: "100%\r\na,b: c\n%0A").text == "::error::100%25%0D%0Aa,b: c%0A%250A")
  }

  @Test func propertiesEscapeWhatDividesThemToo() {
    let command = WorkflowCommand("error", [("file", "a,b:c%\r\n.yaml")], data: "x")
    #expect(command.text == "::error file=a%2Cb%3Ac%25%0D%0A.yaml::x")
  }

  @Test func otherCharactersStay() {
    #expect(WorkflowCommand("error", data: "ä ✓ ::end::").text == "::error::ä ✓ ::end::")
  }
}
