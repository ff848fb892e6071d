using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace OrdreCouncils.ServiceDefaults.Contracts;

/// <summary>A gRPC class that the host serves.</summary>
internal sealed record MappedContract(ServiceDescriptor Descriptor, Action<WebApplication> Map)
{
    /// <summary>The service descriptor, from the generated base class.</summary>
    public static ServiceDescriptor DescriptorOf(Type implementation)
    {
        for (var type = implementation; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } bind)
                return (ServiceDescriptor)bind.BindType.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        }

        throw new InvalidOperationException($"{implementation.Name} does not derive from a generated gRPC base.");
    }
}
