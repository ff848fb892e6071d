using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Register;

internal static class EntryMap
{
    public static RegisterEntry ToEntry(
        DateOnly registeredSince, IEnumerable<RestrictionRow> restrictions, IEnumerable<SuspensionRow> suspensions, IEnumerable<FactRow> facts)
    {
        var entry = new RegisterEntry { RegisteredSince = registeredSince.ToProto(), Facts = { facts.Select(ToProto) } };
        entry.Restrictions.AddRange(restrictions.Select(row => (row.EffectiveOn, Restriction: ToProto(row)))
            .Concat(suspensions.Where(SuspensionTerms.EverRuns).Select(row => (row.EffectiveOn, Restriction: ToProto(row))))
            .OrderBy(pair => pair.EffectiveOn).Select(pair => pair.Restriction));
        return entry;
    }

    public static Physician ToProto(PhysicianRow row, IEnumerable<Qualification> qualifications, IEnumerable<ActivityRow> activities) => new()
    {
        Rpps = row.Rpps,
        Title = row.Title,
        Civility = row.Civility,
        FamilyName = row.FamilyName,
        GivenName = row.GivenName,
        Council = row.Council,
        Category = row.Category,
        Qualifications = { qualifications },
        Activities = { activities.Select(ToProto) },
    };

    public static Qualification ToProto(QualificationRow row, AsOf asOf) =>
        new() { Kind = row.Kind, Code = row.Code, Label = row.Label, RecognisedOn = row.RecognisedAsOf(asOf)?.ToProto() };

    public static Restriction ToProto(RestrictionRow row) => new()
    {
        Kind = Enum.Parse<RestrictionKind>(row.Kind),
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = (row.RelievedOn?.AddDays(-1) ?? row.EndsOn)?.ToProto(),
        // Relief is the only other end of a radiation, and has a row of its own.
        Stayed = row is { Kind: nameof(RestrictionKind.Radiation), RelievedOn: null, EndsOn: not null },
    };

    public static EntryFact ToProto(FactRow row) => new()
    {
        Kind = Enum.Parse<FactKind>(row.Kind),
        Ground = Enum.Parse<FactGround>(row.Ground),
        EffectiveOn = row.EffectiveOn.ToProto(),
    };

    private static Restriction ToProto(SuspensionRow row) => new()
    {
        Kind = RestrictionKind.Suspension,
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = SuspensionTerms.LastDay(row)?.ToProto(),
        Partial = row.Part.Length > 0,
    };

    public static Activity ToProto(ActivityRow row) => new()
    {
        Mode = row.Mode,
        Sector = row.Sector,
        Structure = row.Structure,
        Siret = row.Siret,
        Finess = row.Finess,
        PostalCode = row.PostalCode,
        Town = row.Town,
        Department = row.Department,
        Kind = row.Kind,
        Function = row.Function,
    };
}
