using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.MutualTls;

namespace OrdreCouncils.Gateway.Health;

/// <summary>Asks one service whether it is ready: by the gRPC health protocol, or by a path that answers 200.</summary>
internal sealed class ServiceCheck(Uri address, string ready, IServiceProvider services) : IHealthCheck, IDisposable
{
    private readonly GrpcChannel? channel = ready == "grpc"
        ? ServiceChannel.Open(address.AbsoluteUri, new SocketsHttpHandler().WithCertificatesOf(services))
        : null;
    private readonly HttpClient? http = ready == "grpc"
        ? null
        : new HttpClient(new SocketsHttpHandler().WithCertificatesOf(services)) { BaseAddress = address };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await IsReadyAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not ready");
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy(exception.GetType().Name);
        }
    }

    public void Dispose()
    {
        channel?.Dispose();
        http?.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (channel is not null)
        {
            var answer = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: cancellation);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }

        using var response = await http!.GetAsync(new Uri(ready, UriKind.Relative), cancellation);
        return response.IsSuccessStatusCode;
    }
}
