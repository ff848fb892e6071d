using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.Register;

/// <summary>The copy of the register's numbers, read with this service's identity: see docs/decisions/0023.</summary>
internal sealed class RegisterNumbers(
    Database database, NumbersService.NumbersServiceClient register, [FromKeyedServices("registry")] ServiceTokens tokens, ILogger<RegisterNumbers> log) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Whether the register has the number, and its council is <paramref name="council"/> unless that is empty. The register is asked for what changed
    /// before the answer is no. UNAVAILABLE when it does not answer then.</summary>
    public async Task<bool> HasAsync(string rpps, string council, CancellationToken cancellation)
    {
        if (await FitsAsync())
            return true;
        try
        {
            await RefreshAsync(cancellation);
        }
        catch (RpcException exception) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("The register answered {Status}", exception.StatusCode);
            throw Fault.Unavailable(
                Reasons.DependencyUnavailable, "The register does not answer; nothing was written. Repeat with the same request id.", TimeSpan.FromSeconds(2));
        }

        return await FitsAsync();

        async Task<bool> FitsAsync() =>
            await database.ReadAsync(sql => NumbersStore.CouncilAsync(sql, rpps), cancellation) is { } kept && (council.Length == 0 || council == kept);
    }

    /// <summary>Reads what changed in the register since the last time; at first, all of it.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var position = await database.ReadAsync(NumbersStore.PositionAsync, cancellation);
            for (var last = false; !last;)
            {
                var page = await register.ReadNumbersAsync(new ReadNumbersRequest { Token = position }, await tokens.OutgoingAsync(cancellation));
                last = page.Complete;
                if (page.NextToken == position)
                    continue;
                await database.WriteAsync(
                    async sql =>
                    {
                        await NumbersStore.WriteAsync(sql, page);
                        return true;
                    },
                    cancellation);
                position = page.NextToken;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
