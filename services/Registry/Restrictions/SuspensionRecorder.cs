using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>The one way by which suspensions enter the register, change their days and end, whichever RPC or message says so.</summary>
internal static class SuspensionRecorder
{
    public static async Task AddAsync(Change change, SuspensionRow row, SealedSuspension held, LockedPhysician physician)
    {
        await SuspensionStore.AddAsync(change.Sql, row, physician.Revision);
        await GroundStore.AddAsync(change.Sql, held);
        var recipients = NoticeRules.OfSuspension(SuspensionTerms.LapsesByItself(row), await NoticeStore.NationalityAsync(change.Sql, row.Rpps));
        await NoticeStore.AddOwedAsync(change.Sql, Notice(change, row, physician), recipients);
        // Not the kind and not the part: they tell whether the ground is one of health.
        change.Audit(
            row.Renews.Length > 0 ? "registry.suspension.renewed" : "registry.suspension.recorded", $"physicians/{row.Rpps}", null,
            new { suspension = row.Id, effectiveOn = row.EffectiveOn, endsOn = row.EndsOn });
    }

    public static async Task LiftAsync(Change change, SuspensionRow lifted, byte[] sealedLift, LockedPhysician physician)
    {
        await SuspensionStore.ReplaceAsync(change.Sql, lifted, physician.Revision);
        await GroundStore.LiftAsync(change.Sql, lifted.Id, sealedLift);
        var notices = (await NoticeStore.OfSuspensionsAsync(change.Sql, lifted.Rpps)).Where(notice => notice.SuspensionId == lifted.Id);
        await NoticeStore.AddOwedAsync(change.Sql, Notice(change, lifted, physician) with { Withdrawal = true }, NoticeRules.OfLift(notices));
        // Not the ground, the expertise and the training: they tell whether the ground of the suspension is one of health.
        change.Audit("registry.suspension.lifted", $"physicians/{lifted.Rpps}", null, new { suspension = lifted.Id, liftedOn = lifted.LiftedOn });
    }

    /// <summary>Writes a hearing or a seisin after an emergency suspension began, and the day on which the suspension then ends.</summary>
    public static async Task FollowAsync(Change change, SuspensionRow followed, byte[] sealedCourse, LockedPhysician physician)
    {
        await SuspensionStore.ReplaceAsync(change.Sql, followed with { LiftedOn = null }, physician.Revision);
        await GroundStore.FollowAsync(change.Sql, followed.Id, sealedCourse);
        // Not which body was seised: the chamber is when the danger is no medical one.
        change.Audit("registry.suspension.followed", $"physicians/{followed.Rpps}", null, new { suspension = followed.Id, endsOn = followed.EndsOn });
    }

    /// <summary>The law gives no time for the notice: it is owed at once, by our reading.</summary>
    private static NoticeRow Notice(Change change, SuspensionRow row, LockedPhysician physician) => new()
    {
        SuspensionId = row.Id,
        Rpps = row.Rpps,
        Council = physician.Council,
        DueOn = LocalDay.Of(change.At, physician.Council),
    };
}
