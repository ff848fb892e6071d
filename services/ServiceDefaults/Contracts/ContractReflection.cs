using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Contracts;

/// <summary>gRPC's reflection protocol (versions v1 and v1alpha): tools such as grpcurl read the contract from the platform. It describes every public service,
/// whichever process serves it, because the gateway asks one process only.</summary>
public static class ContractReflection
{
    public static void AddContractReflection(this WebApplicationBuilder builder)
    {
        var services = PublicServices().ToList();
        builder.Services.AddSingleton(new ReflectionServiceImpl(services));
        builder.Services.AddSingleton(new ReflectionV1ServiceImpl(services));
    }

    public static void MapContractReflection(this WebApplication app)
    {
        app.MapGrpcService<ReflectionServiceImpl>().AllowAnonymous();
        app.MapGrpcService<ReflectionV1ServiceImpl>().AllowAnonymous();
    }

    // Packages named `internal` have no route through the gateway.
    private static IEnumerable<Google.Protobuf.Reflection.ServiceDescriptor> PublicServices() => typeof(AccessReflection).Assembly.GetExportedTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>()
        .Where(file => !file.Package.Contains(".internal.", StringComparison.Ordinal))
        .SelectMany(file => file.Services);
}
