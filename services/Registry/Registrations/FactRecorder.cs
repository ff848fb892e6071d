using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Registrations;

internal static class FactRecorder
{
    /// <summary>FAILED_PRECONDITION when the fact contradicts the facts recorded before.</summary>
    public static async Task<FactRow> RecordAsync(Change change, LockedPhysician physician, FactKind kind, FactGround ground, DateOnly effectiveOn)
    {
        var fact = new FactRow
        {
            Id = change.NewId(),
            Rpps = physician.Rpps,
            Kind = kind.ToString(),
            Ground = ground.ToString(),
            Council = physician.Council,
            EffectiveOn = effectiveOn,
            RecordedIn = physician.Revision,
            RecordedAt = change.At,
        };
        await FactStore.AddAsync(change.Sql, fact, change.Actor.Person.Subject);
        FactRules.CheckSequence(await RegisterEntries.KnownAsync(change.Sql, physician.Rpps));
        change.Audit("registry.fact.recorded", $"physicians/{physician.Rpps}", null, new
        {
            fact = fact.Id,
            kind = fact.Kind,
            ground = fact.Ground,
            council = fact.Council,
            effectiveOn,
        });
        return fact;
    }
}
