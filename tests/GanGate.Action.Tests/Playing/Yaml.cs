using YamlDotNet.RepresentationModel;

namespace GanGate.Tests.Playing;

/// <summary>Reads YAML as the runner does: keys and scalars are text.</summary>
internal static class Yaml
{
    public static YamlNode Read(string path) => Parse(File.ReadAllText(path));

    public static YamlNode Parse(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return stream.Documents.Single().RootNode;
    }

    /// <summary>The value of a key; null where there is none.</summary>
    public static YamlNode? At(this YamlNode? node, string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;

    public static string? TextAt(this YamlNode? node, string key) => (node.At(key) as YamlScalarNode)?.Value;

    public static IEnumerable<KeyValuePair<string, YamlNode>> Pairs(this YamlNode? node) => node is YamlMappingNode mapping
        ? mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, pair.Value))
        : [];

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode sequence ? sequence.Children : [];

    /// <summary>Every mapping at any depth.</summary>
    public static IEnumerable<YamlNode> Mappings(this YamlNode node) =>
        (node is YamlMappingNode ? new[] { node } : []).Concat(node.Pairs().Select(pair => pair.Value).Concat(node.Items()).SelectMany(Mappings));
}
