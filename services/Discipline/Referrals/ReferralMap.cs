using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Referrals;

internal static class ReferralMap
{
    public static Referral ToProto(ReferralRow row) => new()
    {
        CaseId = row.CaseId,
        Chamber = row.Chamber,
        Articles = { row.Articles.Select(EthicsArticles.Whole).Where(number => number > 0) },
        EthicsArticles = { row.Articles },
        ReasonedOpinion = row.ReasonedOpinion,
        DeliberatedOn = row.DeliberatedOn.ToProto(),
        PreparedBy = row.PreparedBy,
        PreparedAt = row.PreparedAt.ToTimestamp(),
        SignedBy = row.SignedBy,
        SignedAt = row.SignedAt?.ToTimestamp(),
        Etag = Etag.Of(row.Version),
        ReturnedBy = row.ReturnedBy,
        ReturnedAt = row.ReturnedAt?.ToTimestamp(),
        ReturnReason = row.ReturnReason,
    };
}
