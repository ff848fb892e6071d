using System.Net;
using System.Reflection;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Health;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Telemetry;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>
/// Builds the process of one service: listening ports, tokens and access, errors, store and migrations, change log, outbox, clients of other
/// services, health, telemetry. A host adds its stores, and its gRPC classes with <see cref="AddContract{T}"/>.
/// </summary>
public static class ServiceHost
{
    /// <summary>Requests larger than this are refused unread: RESOURCE_EXHAUSTED.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    /// <summary>How long calls under way may take to end once the process is asked to stop.</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(20);

    /// <param name="name">The service's short name: <c>registry</c>, <c>discipline</c>…</param>
    /// <param name="host">The host's type; its assembly holds the migrations and, beside it, appsettings.json.</param>
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by whoever hosts the service in its own process.</param>
    public static WebApplicationBuilder CreateBuilder(string name, Type host, string[] args, HostOverrides? overrides)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = host.Assembly.GetName().Name,
            // Several hosts in one process must not read the launcher's files.
            ContentRootPath = Path.GetDirectoryName(host.Assembly.Location),
        });
        builder.Configuration.AddInMemoryCollection(overrides?.Settings ?? new Dictionary<string, string?>());

        // A line for each request costs more than many requests do, and names what their paths name; a line for each probe calls an orderly stop an
        // error. Configuration may still ask for them.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            options.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore", LogLevel.Warning, null));
            options.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None, null));
            // What a handler throws is logged by the error interceptor; left to this logger are messages that cannot be read, each with a stack.
            options.Rules.Insert(0, new LoggerFilterRule(null, "Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None, null));
        });
        Listen(builder);
        builder.AddTokenAuthentication();
        builder.AddTelemetry(name);

        var database = builder.Configuration.GetSection(DatabaseOptions.Section);
        Settings.Validate(database.Get<DatabaseOptions>() ?? new DatabaseOptions(), DatabaseOptions.Section);

        var services = builder.Services;
        services.Configure<DatabaseOptions>(database);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainLimit);
        services.AddSingleton(new ServiceIdentity(name, host.Assembly));
        services.AddSingleton(overrides?.Clock ?? TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<Migrator>();
        // First of the hosted services: the store is ready before anything else runs, and before the ports open.
        services.AddHostedService<StoreStartup>();
        services.AddSingleton<ChangeRunner>();
        services.AddSingleton<AccessLog>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessLog>());
        services.AddOutbox(builder.Configuration);
        services.AddServiceHealth();
        services.AddServiceTokens(builder.Configuration);
        services.TryAddSingleton(provider => new AccessTable(provider.GetRequiredService<MappedContracts>().Descriptors));
        services.AddSingleton<MappedContracts>();
        builder.AddContract<AuditGrpc>();
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxRequestBytes;
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<ErrorInterceptor>();
            options.Interceptors.Add<AccessInterceptor>();
        });
        // One instance each: per-call activation would cost more than what they do.
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton<Admission>();
        return builder;
    }

    /// <summary>
    /// Adds a gRPC class, for <see cref="BuildService"/> to map. One instance answers all calls, so the class keeps no state of a call. The process does
    /// not start when one of its RPCs declares no access rule.
    /// </summary>
    public static WebApplicationBuilder AddContract<T>(this WebApplicationBuilder builder)
        where T : class
    {
        builder.Services.AddSingleton<T>();
        // The interceptor decides, and answers in gRPC's own terms; the fallback policy would answer a bare 401.
        builder.Services.AddSingleton(new MappedContract(AccessTable.DescriptorOf(typeof(T)), app => app.MapGrpcService<T>().AllowAnonymous()));
        return builder;
    }

    /// <summary>Builds the host and maps what every service has, and every contract.</summary>
    public static WebApplication BuildService(this WebApplicationBuilder builder, HostOverrides? overrides)
    {
        overrides?.Services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseMiddleware<RichStatusMiddleware>();
        app.UseTokens();
        app.UseFaceAuthorization();
        app.MapReadiness();
        foreach (var contract in app.Services.GetServices<MappedContract>())
            contract.Map(app);
        return app;
    }

    /// <summary>The addresses a started service answers on: gRPC, then HTTP.</summary>
    public static (string Grpc, string Http) Addresses(this WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        return (addresses[0], addresses[1]);
    }

    /// <summary>Authorization for what is not gRPC: there the interceptor alone decides, and the middleware would only cost.</summary>
    private static void UseFaceAuthorization(this WebApplication app)
    {
        // WebApplication would add its own for every endpoint.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is null, faces => faces.UseAuthorization());
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        var listen = builder.Configuration.GetSection(ListenOptions.Section).Get<ListenOptions>() ?? new ListenOptions();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var address = IPAddress.Parse(listen.Address);
            kestrel.Listen(address, listen.GrpcPort, options => options.Protocols = HttpProtocols.Http2);
            kestrel.Listen(address, listen.HttpPort, options => options.Protocols = HttpProtocols.Http1);
        });
    }
}

/// <summary>Which service this process is.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Assembly">Holds its migrations.</param>
public sealed record ServiceIdentity(string Name, Assembly Assembly);

/// <summary>A gRPC class that <see cref="ServiceHost.AddContract{T}"/> added.</summary>
internal sealed record MappedContract(ServiceDescriptor Descriptor, Action<WebApplication> Map);

/// <summary>The contracts that a process serves.</summary>
internal sealed class MappedContracts(IEnumerable<MappedContract> contracts)
{
    public IReadOnlyList<ServiceDescriptor> Descriptors { get; } = [.. contracts.Select(contract => contract.Descriptor)];
}
