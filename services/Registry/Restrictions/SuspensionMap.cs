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
        Kind = Enum.Parse<SuspensionKind>(row.Kind),
        Part = row.Part,
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = row.EndsOn.ToProto(),
        LiftedOn = row.LiftedOn?.ToProto(),
        Renews = row.Renews,
        RecordedAt = Timestamp.FromDateTimeOffset(row.RecordedAt),
        Etag = Etag.Of(row.Version),
        RequestedOn = row.RequestedOn?.ToProto(),
        DecidedOn = row.DecidedOn?.ToProto(),
        LiftGround = row.LiftGround.Length == 0 ? LiftGround.Unspecified : Enum.Parse<LiftGround>(row.LiftGround),
        Limits = { Limits(row) },
        Notifications = { Items(notices, lift: false) },
        LiftNotifications = { Items(notices, lift: true) },
        Appeals = { SuspensionTerms.LapsesByItself(row) ? [] : SuspensionLimits.Appellants.Select(appellant => Appeal(appellant, notices, appeals)) },
        ExpertiseAskedOn = row.ExpertiseAskedOn?.ToProto(),
        ExpertiseOn = row.ExpertiseOn?.ToProto(),
        TrainingProvenOn = row.TrainingProvenOn?.ToProto(),
    };

    private static IEnumerable<TimeLimit> Limits(SuspensionRow row)
    {
        var limits = SuspensionLimits.Of(row).Select(RegistrationMap.ToProto);
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
