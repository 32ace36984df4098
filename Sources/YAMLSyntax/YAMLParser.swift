internal import CLibYAML
package import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a source file into a `Tree`.
package enum YAMLParser {
  /// The file's documents as one tree, or `nil` after a finding.
  ///
  /// `index` is the file's place in the run's source files. All that is wrong with the YAML itself is reported here:
  /// its syntax, its encoding, duplicate keys, tags, merge keys, aliases that never end, and its bounds.
  package static func parse(_ file: SourceFile, at index: Int, _ diagnostics: inout Diagnostics) -> Tree? {
    var tree = Tree()
    let isRead = file.bytes.withUnsafeBufferPointer { bytes in
      guard EncodingCheck.passes(bytes, file: index, &diagnostics) else { return false }
      var reading = Reading(bytes: bytes, file: index, hasMark: file.hasByteOrderMark)
      return reading.read(into: &tree, &diagnostics)
    }
    if isRead { return tree }
    return nil
  }
}

/// The state of reading one file: what libyaml's events have opened so far.
struct Reading {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: UInt8
  let offsets: ByteOffsets
  /// Bytes of the byte order mark, which is not handed to libyaml.
  let start: Int
  /// The open mappings and sequences, outermost first.
  var open = OpenCollections()
  var anchors = Anchors()
  /// Nodes that aliases repeat, so far.
  var expanded = 0
  var isSound = true

  init(bytes: UnsafeBufferPointer<UInt8>, file: Int, hasMark: Bool) {
    self.bytes = bytes
    self.file = UInt8(truncatingIfNeeded: file)
    start = hasMark ? 3 : 0
    offsets = ByteOffsets(bytes, from: start)
  }

  mutating func read(into tree: inout Tree, _ diagnostics: inout Diagnostics) -> Bool {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      diagnostics.report(.yamlSyntax, .init("not enough memory to read the file"), at: span(0, 0))
      return false
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, bytes.baseAddress.map { $0 + start }, bytes.count - start)
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        reportSyntax(parser, behind: tree, &diagnostics)
        return false
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return isSound }
      guard take(event, into: &tree, &diagnostics) else { return false }
    }
  }

  /// Adds what an event says; `false` ends the reading.
  private mutating func take(_ event: yaml_event_t, into tree: inout Tree, _ diagnostics: inout Diagnostics) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      guard let value = scalar.value else { return false }
      var node = node(.scalar, event)
      node.style = Node.Style(scalar.style)
      node.offset = tree.appendText(value, count: scalar.length)
      node.length = UInt32(scalar.length)
      if scalar.tag != nil { reportTag(scalar.tag, node.span, &diagnostics) }
      return add(node, anchor: scalar.anchor, to: &tree, &diagnostics)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      let node = node(.mapping, event)
      if mapping.tag != nil { reportTag(mapping.tag, node.span, &diagnostics) }
      return open(node, anchor: mapping.anchor, in: &tree, &diagnostics)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      let node = node(.sequence, event)
      if sequence.tag != nil { reportTag(sequence.tag, node.span, &diagnostics) }
      return open(node, anchor: sequence.anchor, in: &tree, &diagnostics)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
      close(event, in: &tree, &diagnostics)
      return true
    case YAML_ALIAS_EVENT:
      return addAlias(event, to: &tree, &diagnostics)
    case YAML_DOCUMENT_START_EVENT:
      anchors.removeAll()
      return true
    default: return true
    }
  }

  private func node(_ kind: Node.Kind, _ event: yaml_event_t) -> Node {
    var start = offsets.offset(of: event.start_mark.index, in: bytes)
    let end = offsets.offset(of: event.end_mark.index, in: bytes)
    if Int(start) < bytes.count, bytes[Int(start)] == UInt8(ascii: "&") { start = min(pastAnchor(start), end) }
    return Node(
      kind: kind, style: .plain, isAnchored: false, file: file, start: start, end: end,
      offset: 0, length: 0, count: 0, next: 0, weight: 1)
  }

  /// Where the value behind an anchor starts: libyaml's mark is that of the anchor.
  private func pastAnchor(_ anchor: UInt32) -> UInt32 {
    var index = Int(anchor)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "&"), UInt8(ascii: "#"):
        let isComment = bytes[index] == UInt8(ascii: "#")
        while index < bytes.count, bytes[index] != 0x0A, isComment || !" \t\r,[]{}".utf8.contains(bytes[index]) {
          index += 1
        }
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return UInt32(index)
      }
    }
    return UInt32(index)
  }

  /// Adds a node below the innermost open one. Its own `next` is set: a collection's is set anew when it closes.
  private mutating func add(
    _ node: Node, anchor: UnsafeMutablePointer<yaml_char_t>?, to tree: inout Tree, _ diagnostics: inout Diagnostics
  ) -> Bool {
    guard tree.count < YAMLLimits.nodes else {
      diagnostics.report(
        .yamlLimit, .init("the file has more than \(YAMLLimits.nodes) values"), at: node.span)
      return false
    }
    let index = tree.append(node)
    tree[index].next = UInt32(index + 1)
    if let parent = open.innermost { tree[parent].count += 1 }
    if let anchor {
      tree[index].isAnchored = true
      anchors.set(anchor, to: index)
    }
    return true
  }

  private mutating func open(
    _ node: Node, anchor: UnsafeMutablePointer<yaml_char_t>?, in tree: inout Tree, _ diagnostics: inout Diagnostics
  ) -> Bool {
    guard open.depth < YAMLLimits.depth else {
      diagnostics.report(
        .yamlLimit, .init("values are nested more than \(YAMLLimits.depth) deep"),
        at: Span(
          file: UInt32(file), start: node.start, end: node.start + 1))
      return false
    }
    guard add(node, anchor: anchor, to: &tree, &diagnostics) else { return false }
    open.push(in: &tree)
    return true
  }

  private mutating func close(_ event: yaml_event_t, in tree: inout Tree, _ diagnostics: inout Diagnostics) {
    guard let index = open.pop(in: tree) else { return }
    tree[index].next = UInt32(tree.count)
    let isMapping = tree[index].kind == .mapping
    var weight: UInt32 = 1
    var last = tree[index].start
    var child = index + 1
    while child < tree.count {
      weight &+= tree[child].weight
      last = tree[child].end
      child = Int(tree[child].next)
    }
    // The end mark of a block collection is where the next token starts, often lines below.
    let opener = isMapping ? UInt8(ascii: "{") : UInt8(ascii: "[")
    let isFlow = bytes[Int(tree[index].start)] == opener
    tree[index].end = isFlow ? offsets.offset(of: event.end_mark.index, in: bytes) : last
    tree[index].weight = weight
    if isMapping {
      tree[index].count /= 2
      if !KeyCheck.passes(index, in: tree, &diagnostics) { isSound = false }
    }
  }

  private mutating func addAlias(
    _ event: yaml_event_t, to tree: inout Tree, _ diagnostics: inout Diagnostics
  ) -> Bool {
    var node = node(.alias, event)
    guard let name = event.data.alias.anchor else { return false }
    guard let target = anchors.index(of: name) else {
      diagnostics.report(.undefinedAlias, .init("no anchor of this name is defined before the alias"), at: node.span)
      return false
    }
    guard !open.contains(target, in: tree) else {
      diagnostics.report(.endlessAlias, .init("the alias is inside the value that it refers to"), at: node.span)
      return false
    }
    node.offset = UInt32(target)
    node.weight = tree[target].weight
    expanded += Int(tree[target].weight)
    guard expanded <= YAMLLimits.expandedNodes else {
      diagnostics.report(
        .yamlLimit, .init("expanded, the aliases make more than \(YAMLLimits.expandedNodes) values"),
        at: node.span)
      return false
    }
    return add(node, anchor: nil, to: &tree, &diagnostics)
  }

  private mutating func reportTag(
    _ tag: UnsafeMutablePointer<yaml_char_t>?, _ span: Span, _ diagnostics: inout Diagnostics
  ) {
    isSound = false
    let name = tag.map { String(cString: $0) } ?? "!"
    let standard = "tag:yaml.org,2002:"
    let written = name.hasPrefix(standard) ? "!!" + name.dropFirst(standard.count) : name
    var end = Int(span.start)
    while end < bytes.count, bytes[end] > 0x20 { end += 1 }
    diagnostics.report(
      .yamlTag,
      .init("the tag `\(written)` has no meaning in a policy", help: "remove it; quote the value to make it a string"),
      at: span.part(0, end - Int(span.start)))
  }

  func span(_ start: Int, _ end: Int) -> Span {
    Span(file: UInt32(file), start: UInt32(start), end: UInt32(end))
  }
}

extension Node.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
