using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using Enum = System.Enum;

namespace OrdreCouncils.Registry.Restrictions;

internal static class SuspensionMap
{
    /// <summary>The suspensions as every reader sees them.</summary>
    /// <param name="sql">Where to read from.</param>
    /// <param name="rpps">Number that all the rows were recorded under.</param>
    /// <param name="rows">Suspensions.</param>
    public static async Task<IReadOnlyList<Suspension>> LoadAsync(SqlSession sql, string rpps, IEnumerable<RecordedSuspension> rows)
    {
        var notices = (await NoticeStore.OfSuspensionsAsync(sql, rpps)).ToLookup(notice => notice.SuspensionId!);
        var appeals = (await SuspensionAppealStore.AllAsync(sql, rpps)).ToLookup(appeal => appeal.SuspensionId);
        return [.. rows.Select(row => ToProto(row, [.. notices[row.Id]], [.. appeals[row.Id]]))];
    }

    private static Suspension ToProto(RecordedSuspension row, IReadOnlyList<NoticeRow> notices, IReadOnlyList<SuspensionAppealRow> appeals) => new()
    {
        SuspensionId = row.Id,
        Rpps = row.Rpps,
        Partial = row.Part.Length > 0,
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = row.EndsOn.ToProto(),
        LiftedOn = row.LiftedOn?.ToProto(),
        Renews = row.Renews,
        RecordedAt = Timestamp.FromDateTimeOffset(row.RecordedAt),
        Etag = Etag.Of(row.Version),
        DecidedOn = row.DecidedOn?.ToProto(),
        Notifications = { Items(notices, lift: false) },
        LiftNotifications = { Items(notices, lift: true) },
        Appeals = { SuspensionTerms.LapsesByItself(row) ? [] : SuspensionLimits.Appellants.Select(appellant => Appeal(appellant, notices, appeals)) },
    };

    /// <summary>Adds what tells the kind.</summary>
    /// <param name="suspension">The suspension as every reader sees it.</param>
    /// <param name="row">The same, opened.</param>
    /// <param name="course">Of an emergency suspension.</param>
    /// <param name="council">On whose register the physician was.</param>
    public static void AddDetails(Suspension suspension, SuspensionRow row, EmergencyCourse course, string council)
    {
        suspension.Body = course.Body.Length == 0 ? EmergencyBody.Unspecified : Enum.Parse<EmergencyBody>(course.Body);
        suspension.HeardOn = course.HeardOn?.ToProto();
        suspension.Absence = course.Absence.Length == 0 ? EmergencyAbsence.Unspecified : Enum.Parse<EmergencyAbsence>(course.Absence);
        suspension.Kind = Enum.Parse<SuspensionKind>(row.Kind);
        suspension.Part = row.Part;
        suspension.RequestedOn = row.RequestedOn?.ToProto();
        suspension.LiftGround = row.LiftGround.Length == 0 ? LiftGround.Unspecified : Enum.Parse<LiftGround>(row.LiftGround);
        suspension.Limits.Add(Limits(row, council));
        suspension.ExpertiseAskedOn = row.ExpertiseAskedOn?.ToProto();
        suspension.ExpertiseOn = row.ExpertiseOn?.ToProto();
        suspension.TrainingProvenOn = row.TrainingProvenOn?.ToProto();
    }

    /// <summary>Takes away what tells the kind, from an answer of an earlier release.</summary>
    public static void RemoveDetails(Suspension suspension)
    {
        suspension.Partial = suspension.Part.Length > 0;
        suspension.Kind = SuspensionKind.Unspecified;
        suspension.Part = "";
        suspension.RequestedOn = null;
        suspension.LiftGround = LiftGround.Unspecified;
        suspension.Limits.Clear();
        suspension.ExpertiseAskedOn = null;
        suspension.ExpertiseOn = null;
        suspension.TrainingProvenOn = null;
    }

    private static IEnumerable<TimeLimit> Limits(SuspensionRow row, string council)
    {
        var limits = SuspensionLimits.Of(row, council).Select(RegistrationMap.ToProto);
        return SuspensionLimits.Resumption(row) is { } resumption ? limits.Append(RegistrationMap.ToProto(resumption)) : limits;
    }

    private static IEnumerable<NotificationItem> Items(IEnumerable<NoticeRow> notices, bool lift) =>
        notices.Where(notice => notice.Withdrawal == lift).Select(NoticeRules.ToProto).OrderBy(item => item.Recipient);

    private static SuspensionAppeal Appeal(SuspensionAppellant appellant, IEnumerable<NoticeRow> notices, IEnumerable<SuspensionAppealRow> appeals) => new()
    {
        Appellant = appellant,
        Time = SuspensionLimits.Appeal(appellant, notices) is { } time ? RegistrationMap.ToProto(time) : null,
        LodgedOn = appeals.FirstOrDefault(appeal => appeal.Appellant == appellant)?.LodgedOn.ToProto(),
    };
}
