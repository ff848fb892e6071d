using System.Reflection;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.Tests.Architecture;

internal static class Contract
{
    /// <summary>Every proto file of the platform.</summary>
    public static readonly IReadOnlyList<FileDescriptor> Files =
    [
        .. typeof(AccessReflection).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <summary>Every RPC of an <c>ordre.*</c> service.</summary>
    public static readonly IReadOnlyList<MethodDescriptor> Rpcs =
    [
        .. Files.Where(file => file.Package.StartsWith("ordre.", StringComparison.Ordinal)).SelectMany(file => file.Services).SelectMany(service => service.Methods),
    ];

    public static AccessRule? Rule(this MethodDescriptor rpc) => rpc.GetOptions()?.GetExtension(AccessExtensions.Access);

    /// <summary>Name of an RPC in the access matrix: <c>package.Service/Method</c>.</summary>
    public static string Path(this MethodDescriptor rpc) => $"{rpc.Service.FullName}/{rpc.Name}";

    /// <summary>True for a service that only other services call: the gateway has no route to it.</summary>
    public static bool IsInternal(this ServiceDescriptor service) => service.File.Package.Contains(".internal.", StringComparison.Ordinal);

    /// <summary>True for a gRPC service that every process offers for its own store.</summary>
    public static bool IsCommon(this ServiceDescriptor service) => service.File.Package.StartsWith("ordre.common.", StringComparison.Ordinal);

    /// <summary>A message type and all message types of its fields, at any depth.</summary>
    public static IReadOnlySet<MessageDescriptor> Reaches(this MessageDescriptor message)
    {
        var seen = new HashSet<MessageDescriptor>();
        var left = new Stack<MessageDescriptor>([message]);
        while (left.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var field in next.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message))
                left.Push(field.MessageType);
        }

        return seen;
    }
}
