using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Snapshots;

internal static class SnapshotRules
{
    /// <summary>The council whose physicians a caller gets; empty for every council; null when it is out of scope.</summary>
    public static string? Council(RowScope scope, string asked)
    {
        if (scope.All)
            return asked;
        return scope.Council.Length > 0 && (asked.Length == 0 || asked == scope.Council) ? scope.Council : null;
    }

    /// <summary>Last day on which the registration stays as on <paramref name="day"/>, as far as is known; null when no known fact changes it. It tells neither
    /// the change nor its reason.</summary>
    public static DateOnly? HoldsUntil(RegisterEntry entry, DateOnly day)
    {
        if (entry.Restrictions.Count + entry.Facts.Count == 0 && entry.RegisteredSince.Day() <= day)
            return null;
        var turns = entry.Restrictions.SelectMany(one => new[] { one.EffectiveOn.Day(), one.EndsOn?.Day().AddDays(1) })
            .Concat(entry.Facts.Select(fact => (DateOnly?)fact.EffectiveOn.Day()))
            .Append(entry.RegisteredSince.Day())
            .Where(turn => turn > day).Select(turn => turn!.Value).Distinct().Order();
        var now = RegistrationRules.At(entry, day);
        foreach (var turn in turns)
        {
            var then = RegistrationRules.At(entry, turn);
            then.On = now.On;
            if (!then.Equals(now))
                return turn.AddDays(-1);
        }

        return null;
    }
}
