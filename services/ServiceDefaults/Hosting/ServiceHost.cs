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
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Admissions;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Colleagues;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Contracts;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Health;
using OrdreCouncils.ServiceDefaults.MutualTls;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Telemetry;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>Builds a service's process. A host adds its own stores, and its gRPC classes with <see cref="AddContract{T}"/>.</summary>
public static class ServiceHost
{
    public const int MaxRequestBytes = 1024 * 1024;

    /// <summary>Longer than a face accepts, so that the face refuses a long address in its own terms; Kestrel answers 414 without a body.</summary>
    private const int LongestRequestLine = 32 * 1024;

    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(20);

    /// <param name="name">Short name, e.g. <c>registry</c>.</param>
    /// <param name="host">Its assembly holds the migrations; appsettings.json is beside it.</param>
    /// <param name="args">Command line.</param>
    /// <param name="overrides">For a host inside another process.</param>
    public static WebApplicationBuilder CreateBuilder(string name, Type host, string[] args, HostOverrides? overrides)
    {
        MachineData.Check();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = host.Assembly.GetName().Name,
            // Several hosts in one process must not read the launcher's files.
            ContentRootPath = Path.GetDirectoryName(host.Assembly.Location),
        });
        builder.Configuration.AddInMemoryCollection(overrides?.Settings ?? new Dictionary<string, string?>());
        builder.Configuration.AddSecretFiles();

        // A log line per request costs more than many requests, and paths hold identifiers; probes of a stopping process would be logged as errors.
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            options.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore", LogLevel.Warning, null));
            options.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None, null));
            // The error interceptor logs exceptions; this logger would add a stack for each message that cannot be parsed.
            options.Rules.Insert(0, new LoggerFilterRule(null, "Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None, null));
        });
        Listen(builder);
        builder.AddTokenAuthentication(name);
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
        // The first hosted service: the store is ready before other services start and ports open.
        services.AddHostedService<StoreStartup>();
        services.AddSingleton<ColleagueKeeper>();
        services.AddSingleton<ChangeRunner>();
        services.AddSingleton<AccessLog>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessLog>());
        services.AddOutbox(builder.Configuration);
        services.AddCheckpoints(builder.Configuration, name);
        services.AddRetention(builder.Configuration);
        services.AddServiceHealth();
        services.AddServiceCalls(builder.Configuration);
        services.TryAddSingleton(provider => new AccessTable(provider.GetServices<MappedContract>().Select(contract => contract.Descriptor)));
        services.AddSingleton<AuditedPersons>();
        builder.AddContract<AuditGrpc>();
        builder.AddContract<DirectoryGrpc>();
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxRequestBytes;
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<ErrorInterceptor>();
            options.Interceptors.Add<AccessInterceptor>();
        });
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton<Admission>();
        return builder;
    }

    /// <summary>Adds a gRPC class. One instance answers all calls. The process does not start when an RPC of the class has no access rule.</summary>
    public static WebApplicationBuilder AddContract<T>(this WebApplicationBuilder builder)
        where T : class
    {
        builder.Services.AddSingleton<T>();
        // The access interceptor decides; the fallback policy would answer a bare 401.
        builder.Services.AddSingleton(new MappedContract(MappedContract.DescriptorOf(typeof(T)), app => app.MapGrpcService<T>().AllowAnonymous()));
        return builder;
    }

    public static WebApplication BuildService(this WebApplicationBuilder builder, HostOverrides? overrides)
    {
        overrides?.Services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseHealthPort();
        app.UseMiddleware<RichStatusMiddleware>();
        app.UseTokens();
        app.UseFaceAuthorization();
        app.MapReadiness();
        foreach (var contract in app.Services.GetServices<MappedContract>())
            contract.Map(app);
        return app;
    }

    public static (string Grpc, string Http) Addresses(this WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        return (addresses[0], addresses[1]);
    }

    /// <summary>HTTP endpoints only: for gRPC the interceptor decides, and the middleware would only cost time.</summary>
    private static void UseFaceAuthorization(this WebApplication app)
    {
        // Keeps WebApplication from adding authorization for every endpoint.
        ((IApplicationBuilder)app).Properties["__AuthorizationMiddlewareSet"] = true;
        app.UseWhen(http => http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is null, faces => faces.UseAuthorization());
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        var listen = builder.Configuration.GetSection(ListenOptions.Section).Get<ListenOptions>() ?? new ListenOptions();
        var hasCertificates = builder.Services.AddMutualTls(builder.Configuration);
        if (hasCertificates && builder.Configuration.GetSection(MutualTlsOptions.Section).Get<MutualTlsOptions>()!.Callers.All(string.IsNullOrEmpty))
            throw new InvalidOperationException("MutualTls:Callers is missing. Write the names of the processes that may call this one.");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
            var address = IPAddress.Parse(listen.Address);
            kestrel.Listen(address, listen.GrpcPort, options => Open(options, HttpProtocols.Http2));
            kestrel.Listen(address, listen.HttpPort, options => Open(options, HttpProtocols.Http1));
            if (listen.HealthPort is { } health)
                kestrel.Listen(address, health, options => options.ForHealthOnly());
        });

        void Open(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions options, HttpProtocols protocols)
        {
            options.Protocols = protocols;
            if (hasCertificates)
                options.UseHttps(options.ApplicationServices.GetRequiredService<ProcessCertificates>().Handshake());
        }
    }
}

public sealed record ServiceIdentity(string Name, Assembly Assembly);
