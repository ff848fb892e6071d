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
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>Look-ups in the register.</summary>
internal sealed class PhysiciansGrpc(RegisterEntries entries, Database database, TimeProvider clock, IOptions<RegistryOptions> options)
    : PhysiciansService.PhysiciansServiceBase
{
    public override async Task<GetPhysicianResponse> GetPhysician(GetPhysicianRequest request, ServerCallContext context)
    {
        var (on, knownAt) = Read(request.Rpps, request.On, request.KnownAt);
        var answer = await FindAsync(request.Rpps, knownAt, context);
        return new GetPhysicianResponse
        {
            Physician = Present(answer).Physician,
            Registration = RegistrationRules.At(answer.Value, on),
            StaleSince = Stale(answer),
            MergedInto = RegisterEntries.MergedInto(request.Rpps, answer.Value),
        };
    }

    public override async Task<GetOwnRecordResponse> GetOwnRecord(GetOwnRecordRequest request, ServerCallContext context)
    {
        var answer = await FindAsync(context.Scope().Person, null, context);
        return new GetOwnRecordResponse
        {
            Physician = Present(answer).Physician,
            Registration = RegistrationRules.At(answer.Value, LegalDay.Today(clock)),
            StaleSince = Stale(answer),
        };
    }

    public override async Task<VerifyRegistrationResponse> VerifyRegistration(VerifyRegistrationRequest request, ServerCallContext context)
    {
        var (on, knownAt) = Read(request.Rpps, request.On, request.KnownAt);
        var answer = await FindAsync(request.Rpps, knownAt, context);
        return new VerifyRegistrationResponse
        {
            Rpps = request.Rpps,
            Registration = RegistrationRules.At(answer.Value, on),
            StaleSince = Stale(answer),
            MergedInto = RegisterEntries.MergedInto(request.Rpps, answer.Value),
        };
    }

    public override async Task<SearchPhysiciansResponse> SearchPhysicians(SearchPhysiciansRequest request, ServerCallContext context)
    {
        var (criteria, after, size) = SearchRules.Read(request);
        var (rows, specialties, lives) = await database.SnapshotAsync(async sql =>
        {
            // One more than asked tells whether another page follows.
            var rows = await PhysicianSearch.PageAsync(sql, criteria, after, size + 1);
            var shown = rows.Take(size).Select(row => row.Rpps).ToList();
            var lives = await LifeStore.LoadAsync(sql, shown, await MergeLinks.LoadAsync(sql, shown));
            return (rows, await PhysicianSearch.SpecialtiesAsync(sql, shown), lives);
        }, context.CancellationToken);

        var today = LegalDay.Today(clock);
        var specialtiesOf = specialties.ToLookup(row => row.Rpps, RegisterEntries.ToProto);
        var response = new SearchPhysiciansResponse();
        foreach (var row in rows.Take(size))
        {
            var registration = RegistrationRules.At(lives.Of(row.Rpps, row.RegisteredSince), today);
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

    /// <summary>The date and the instant asked about; INVALID_ARGUMENT naming every field at fault.</summary>
    private (DateOnly On, DateTimeOffset? KnownAt) Read(string rpps, Date? on, Timestamp? knownAt)
    {
        var violations = new Violations();
        violations.Require(RppsNumber.TryParse(rpps, options.Value.AcceptFictitiousRpps, out _), "rpps", RppsNumber.Expected);
        var day = violations.OptionalDate(on, "on");
        var instant = violations.OptionalPast(knownAt, "known_at", clock.GetUtcNow());
        violations.ThrowIfAny();
        return (day ?? LegalDay.Today(clock), instant);
    }

    private async ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, DateTimeOffset? knownAt, ServerCallContext context)
    {
        var answer = knownAt is { } instant
            ? new CacheAnswer<RegisterEntry>(await entries.FindAsync(rpps, instant, context.CancellationToken), null)
            : await entries.FindAsync(rpps, context.CancellationToken);
        if (answer.Value is not null)
            context.ReadsPhysician(rpps, RegisterEntries.MergedInto(rpps, answer.Value));
        return answer;
    }

    private static RegisterEntry Present(CacheAnswer<RegisterEntry> answer) => answer.Value ?? throw Fault.NotFound("physician");

    private static Timestamp? Stale(CacheAnswer<RegisterEntry> answer) =>
        answer.StaleSince is { } since ? Timestamp.FromDateTimeOffset(since) : null;
}
