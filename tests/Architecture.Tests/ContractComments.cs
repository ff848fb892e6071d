using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Comments of the proto files, which compiled descriptors do not carry.</summary>
internal static partial class ContractComments
{
    private const string ErrorsMark = "Errors: ";

    public static string Of(ServiceDescriptor service) => Before(service, ServiceLine(service.Name));

    /// <summary>The text after "Errors:" in an RPC's comment; empty without one.</summary>
    public static string Errors(MethodDescriptor rpc)
    {
        var comment = Before(rpc.Service, RpcLine(rpc.Name));
        var at = comment.IndexOf(ErrorsMark, StringComparison.Ordinal);
        return at < 0 ? "" : comment[(at + ErrorsMark.Length)..].TrimEnd('.');
    }

    private static string Before(ServiceDescriptor service, string declaration)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "protos", service.File.Name));
        var start = Array.FindIndex(lines, line => line.StartsWith(ServiceLine(service.Name), StringComparison.Ordinal));
        var at = Array.FindIndex(lines, start, line => line.TrimStart().StartsWith(declaration, StringComparison.Ordinal));
        var comment = lines[..at].Reverse().TakeWhile(line => line.TrimStart().StartsWith("//", StringComparison.Ordinal)).Reverse();
        // An empty comment line separates two paragraphs.
        return string.Join(' ', comment.Select(line => CommentMark().Replace(line, ""))).Replace("  ", "\n\n", StringComparison.Ordinal).Trim();
    }

    private static string ServiceLine(string name) => $"service {name} {{";

    private static string RpcLine(string name) => $"rpc {name}(";

    [GeneratedRegex(@"^\s*//\s?")]
    private static partial Regex CommentMark();
}
