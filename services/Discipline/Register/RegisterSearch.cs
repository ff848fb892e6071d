using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Clients;

namespace OrdreCouncils.Discipline.Register;

/// <summary>Looks for physicians with this service's identity alone: background work has no calling person.</summary>
internal sealed class RegisterSearch(
    PhysiciansService.PhysiciansServiceClient physicians, [FromKeyedServices("registry")] ServiceTokens tokens, ILogger<RegisterSearch> log)
{
    private const int Most = 20;
    private const int MostWords = 10;

    /// <summary>Null for an unknown number. A merged number gives the kept record, with its own number.</summary>
    /// <exception cref="RegisterAwayException">The register does not answer.</exception>
    public async Task<RegisterPerson?> FindAsync(string rpps, CancellationToken cancellation)
    {
        try
        {
            var answer = await physicians.GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps }, await OptionsAsync(cancellation));
            var person = answer.Physician;
            return new RegisterPerson(person.Rpps, person.FamilyName, person.GivenName, person.Council)
            {
                Departments = [.. person.Activities.Select(activity => activity.Department)],
                Status = answer.Registration?.Status ?? RegistrationStatus.Unspecified,
            };
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
        catch (RpcException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Away(exception);
        }
    }

    /// <summary>Best matches by name, without those that only sound alike or contain the text.</summary>
    /// <exception cref="RegisterAwayException">The register does not answer.</exception>
    public async Task<IReadOnlyList<RegisterPerson>> SearchAsync(string familyName, string givenName, CancellationToken cancellation)
    {
        var request = new SearchPhysiciansRequest
        {
            FamilyName = string.Join(' ', NameWords.Of(familyName).Take(MostWords)),
            // A register may hold one of several first names only.
            GivenName = NameWords.Of(givenName) is [var first, ..] ? first : "",
            WeakestMatch = MatchKind.Word,
            PageSize = Most,
        };
        try
        {
            var answer = await physicians.SearchPhysiciansAsync(request, await OptionsAsync(cancellation));
            return [.. answer.Physicians.Select(one => new RegisterPerson(one.Rpps, one.FamilyName, one.GivenName, one.Council) { Status = one.Status })];
        }
        catch (RpcException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Away(exception);
        }
    }

    private async Task<CallOptions> OptionsAsync(CancellationToken cancellation)
    {
        try
        {
            return await tokens.OutgoingAsync(cancellation);
        }
        catch (Exception exception) when (exception is not RpcException && !cancellation.IsCancellationRequested)
        {
            // The issuer of this service's token is away: the register cannot be asked either.
            throw Away(exception);
        }
    }

    private RegisterAwayException Away(Exception exception)
    {
        log.LogWarning("The register was not asked, or did not answer ({Exception})", exception.GetType().Name);
        return new RegisterAwayException(exception);
    }
}

internal sealed class RegisterAwayException(Exception cause) : Exception("The register does not answer.", cause);

/// <summary>A physician of the register, as far as a match needs it.</summary>
internal sealed record RegisterPerson(string Rpps, string FamilyName, string GivenName, string Council)
{
    /// <summary>Of the activities; empty when the person was found by a search.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];
    public RegistrationStatus Status { get; init; }
    public string Name => $"{GivenName} {FamilyName}".Trim();
}
