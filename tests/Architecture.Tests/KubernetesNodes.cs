using YamlDotNet.RepresentationModel;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Reads rendered manifests. An absent node is null or empty, never an exception.</summary>
internal static class KubernetesNodes
{
    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(step), out var child) ? child : null;
        return node;
    }

    public static string Text(this YamlNode? node, params ReadOnlySpan<string> path) => (node.At(path) as YamlScalarNode)?.Value ?? "";

    public static IReadOnlyList<YamlNode> Items(this YamlNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlSequenceNode list ? [.. list.Children] : [];

    public static Dictionary<string, string> Map(this YamlNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlMappingNode map ? map.Children.ToDictionary(pair => pair.Key.Text(), pair => pair.Value.Text()) : [];
}
