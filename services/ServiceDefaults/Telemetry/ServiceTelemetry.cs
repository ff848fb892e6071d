using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrdreCouncils.ServiceDefaults.Telemetry;

/// <summary>
/// Traces and metrics over OTLP, from the framework's own sources. Off unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to send them;
/// the other OTEL_* variables of the specification apply.
/// </summary>
public static class ServiceTelemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "OrdreCouncils"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Npgsql", "OrdreCouncils",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, string name)
    {
        if (string.IsNullOrEmpty(builder.Configuration[EndpointVariable]))
            return;

        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            // Without it the exporter would look at the environment only, whatever else configured the process.
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(builder.Configuration))
            .ConfigureResource(resource => resource.AddService($"ordre-{name}"))
            .AddSource(Sources)
            .AddOtlpExporter()
            .Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(builder.Configuration))
            .ConfigureResource(resource => resource.AddService($"ordre-{name}"))
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build());
        builder.Services.AddHostedService<Starter>();
    }

    /// <summary>Providers listen from the moment they are built, and export what is left when the container disposes of them.</summary>
    private sealed class Starter(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = (traces, metrics);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
