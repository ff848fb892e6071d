using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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
        {
            builder.Services.PostConfigure<LoggerFilterOptions>(LeaveRequestsUntraced);
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"ordre-{name}"))
            .WithTracing(traces => traces.AddSource(Sources).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter());
    }

    /// <summary>
    /// The framework makes an activity for each request as soon as its diagnostics logger listens at all, and each call made within the request makes
    /// another: a tenth of a warm look-up, read by nobody. A configuration that asks for requests to be logged keeps them.
    /// </summary>
    private static void LeaveRequestsUntraced(LoggerFilterOptions options)
    {
        if (!options.Rules.Any(rule => rule.LogLevel < LogLevel.Warning && rule.CategoryName?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true))
            options.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None, null));
    }
}
