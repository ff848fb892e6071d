using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>Look-ups in the register.</summary>
internal sealed class PhysiciansGrpc(RegisterEntries entries, Database database, TimeProvider clock, IOptions<RegistryOptions> options)
    : PhysiciansService.PhysiciansServiceBase
{
    public override async Task<GetPhysicianResponse> GetPhysician(GetPhysicianRequest request, ServerCallContext context)
    {
        Number(request.Rpps);
        var answer = await FindAsync(request.Rpps, context);
        return new GetPhysicianResponse
        {
            Physician = Present(answer).Physician,
            Registration = RegistrationRules.At(answer.Value, LegalDay.Today(clock)),
            StaleSince = Stale(answer),
        };
    }

    public override async Task<GetOwnRecordResponse> GetOwnRecord(GetOwnRecordRequest request, ServerCallContext context)
    {
        var answer = await FindAsync(context.Scope().Person, context);
        return new GetOwnRecordResponse
        {
            Physician = Present(answer).Physician,
            Registration = RegistrationRules.At(answer.Value, LegalDay.Today(clock)),
            StaleSince = Stale(answer),
        };
    }

    public override async Task<VerifyRegistrationResponse> VerifyRegistration(VerifyRegistrationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(RppsNumber.TryParse(request.Rpps, options.Value.AcceptFictitiousRpps, out _), "rpps", RppsNumber.Expected);
        var on = violations.OptionalDate(request.On, "on");
        violations.ThrowIfAny();

        var answer = await FindAsync(request.Rpps, context);
        return new VerifyRegistrationResponse
        {
            Rpps = request.Rpps,
            Registration = RegistrationRules.At(answer.Value, on ?? LegalDay.Today(clock)),
            StaleSince = Stale(answer),
        };
    }

    public override async Task<SearchPhysiciansResponse> SearchPhysicians(SearchPhysiciansRequest request, ServerCallContext context)
    {
        var (criteria, after, size) = SearchRules.Read(request);
        var (rows, specialties, restrictions) = await database.SnapshotAsync(async sql =>
        {
            // One more than asked tells whether another page follows.
            var rows = await PhysicianSearch.PageAsync(sql, criteria, after, size + 1);
            var shown = rows.Take(size).Select(row => row.Rpps).ToList();
            return (rows, await PhysicianSearch.SpecialtiesAsync(sql, shown), await PhysicianSearch.RestrictionsAsync(sql, shown));
        }, context.CancellationToken);

        var today = LegalDay.Today(clock);
        var specialtiesOf = specialties.ToLookup(row => row.Rpps, RegisterEntries.ToProto);
        var restrictionsOf = restrictions.ToLookup(row => row.Rpps, RegisterEntries.ToProto);
        var response = new SearchPhysiciansResponse();
        foreach (var row in rows.Take(size))
        {
            var entry = new RegisterEntry { RegisteredSince = row.RegisteredSince.ToProto(), Restrictions = { restrictionsOf[row.Rpps] } };
            var registration = RegistrationRules.At(entry, today);
            response.Physicians.Add(new PhysicianSummary
            {
                Rpps = row.Rpps,
                Title = row.Title,
                FamilyName = row.FamilyName,
                GivenName = row.GivenName,
                Council = row.Council,
                Specialties = { specialtiesOf[row.Rpps] },
                Status = registration.Status,
                MayPractise = registration.MayPractise,
            });
        }

        if (rows.Count > size)
            response.NextPageToken = new SearchCursor(rows[size - 1].SortKey, rows[size - 1].Rpps).Token(criteria);
        return response;
    }

    private void Number(string rpps)
    {
        if (!RppsNumber.TryParse(rpps, options.Value.AcceptFictitiousRpps, out _))
            throw Fault.Invalid("rpps", RppsNumber.Expected);
    }

    private async ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, ServerCallContext context)
    {
        var answer = await entries.FindAsync(rpps, context.CancellationToken);
        if (answer.Value is not null)
            context.Reads($"physicians/{rpps}");
        return answer;
    }

    private static RegisterEntry Present(CacheAnswer<RegisterEntry> answer) => answer.Value ?? throw Fault.NotFound("physician");

    private static Timestamp? Stale(CacheAnswer<RegisterEntry> answer) =>
        answer.StaleSince is { } since ? Timestamp.FromDateTimeOffset(since) : null;
}
