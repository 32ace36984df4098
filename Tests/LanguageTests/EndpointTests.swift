import Diagnostics
import Language
import Testing

/// A store's address is taken apart where it is read, and nowhere else.
@Suite struct EndpointTests {
  private func read(_ text: String) -> (endpoint: Endpoint?, findings: [String]) {
    let reading = Reading.of("sinks: {far: {s3: {bucket: b, endpoint: \"\(text)\", credentials: instance}}}")
    return (reading.policies.first?.sinks.first?.kind?.record.endpoint, reading.findings)
  }

  @Test(arguments: [
    ("https://s3.example.net", true, "s3.example.net", nil), ("http://minio", false, "minio", nil),
    ("https://minio:9000", true, "minio", 9000), ("http://127.0.0.1:80", false, "127.0.0.1", 80),
    ("https://[::1]", true, "::1", nil), ("https://[fd00::1]:9000", true, "fd00::1", 9000),
    ("https://_a-b:09", true, "_a-b", 9),
  ])
  func anAddressAndItsParts(text: String, isEncrypted: Bool, host: String, port: Int?) throws {
    let (endpoint, findings) = read(text)
    #expect(findings == [])
    let parts = try #require(endpoint)
    #expect(parts.text.value == text)
    #expect((parts.isEncrypted, parts.host, parts.port) == (isEncrypted, host, port))
  }

  @Test(arguments: [
    "", "https://", "minio:9000", "ftp://minio", "https://minio/", "https://minio/path", "https://a:", "https://a:1:2",
    "https://a:123456", "https://a:x", "https://[]", "https://[::1", "https://[::1]9000", "https://[::1]:",
    "https://[a.x]",
    "https://-a", "https://::1", "https://user@a", "HTTPS://a",
  ])
  func whatIsNoAddress(text: String) {
    let (endpoint, findings) = read(text)
    #expect(findings.count == 1)
    #expect(endpoint == nil)
  }
}
