using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OrdreCouncils.Protos.Health.V1;
using OrdreCouncils.ServiceDefaults.Contracts;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Health;

/// <summary>The gRPC health checking protocol, over the same checks as <c>/health/ready</c>.</summary>
internal sealed class HealthGrpc(HealthCheckService checks, MappedContracts contracts, IHostApplicationLifetime lifetime)
    : Protos.Health.V1.Health.HealthBase
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!Knows(request.Service))
            throw Fault.NotFound("service");
        return new HealthCheckResponse { Status = await StatusAsync(context.CancellationToken) };
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var last = HealthCheckResponse.Types.ServingStatus.Unknown;
        while (true)
        {
            var status = Knows(request.Service)
                ? await StatusAsync(context.CancellationToken)
                : HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
            if (status != last)
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
            last = status;
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                return;
            await Task.Delay(Look, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            context.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool Knows(string service) => service.Length == 0 || contracts.Descriptors.Any(contract => contract.FullName == service);

    private async Task<HealthCheckResponse.Types.ServingStatus> StatusAsync(CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"), cancellation);
        return report.Status == HealthStatus.Unhealthy
            ? HealthCheckResponse.Types.ServingStatus.NotServing
            : HealthCheckResponse.Types.ServingStatus.Serving;
    }
}
