using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Register;

/// <summary>Asks the Registry service with this service's identity, on behalf of the calling person.</summary>
internal sealed class RegisterLookup(
    PhysiciansService.PhysiciansServiceClient physicians, [FromKeyedServices("registry")] ServiceTokens tokens, ILogger<RegisterLookup> log) : IRegisterLookup
{
    private const int AtOnce = 8;

    public async Task<IReadOnlyList<RegisterEntry?>> FindAsync(IReadOnlyList<string> rpps, DateOnly? on, ServerCallContext context)
    {
        var options = await tokens.OutgoingAsync(context);
        var entries = new RegisterEntry?[rpps.Count];
        await Parallel.ForAsync(
            0, rpps.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = context.CancellationToken },
            async (i, cancellation) => entries[i] = await EntryAsync(rpps[i], on, options.WithCancellationToken(cancellation)));
        return entries;
    }

    private async Task<RegisterEntry?> EntryAsync(string rpps, DateOnly? on, CallOptions options)
    {
        try
        {
            var answer = await physicians.GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps, On = on?.ToProto() }, options);
            var status = answer.Registration?.Status ?? RegistrationStatus.Unspecified;
            return new RegisterEntry
            {
                Council = answer.Physician.Council,
                Name = $"{answer.Physician.GivenName} {answer.Physician.FamilyName}".Trim(),
                IsDeceased = status == RegistrationStatus.Deceased,
                IsFormer = status is RegistrationStatus.StruckOff or RegistrationStatus.Left,
            };
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
        catch (RpcException exception) when (!options.CancellationToken.IsCancellationRequested)
        {
            // Any other answer of the register is not the caller's fault: the caller can only retry later.
            log.LogWarning("The register answered {Status}", exception.StatusCode);
            throw Fault.Unavailable(
                Reasons.DependencyUnavailable, "The register does not answer; nothing was written. Repeat with the same request id.", TimeSpan.FromSeconds(2));
        }
    }
}
