using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Discipline.PublicDecisions;

internal static class PublicDecisionMap
{
    public static PublicDecisionDraft ToProto(PublicTextRow row, string text) => new()
    {
        DecisionId = row.DecisionId,
        Text = text,
        PreparedBy = row.PreparedBy,
        PreparedAt = row.PreparedAt.ToTimestamp(),
        Etag = Etag.Of(row.Version),
    };

    public static PublicDecision ToProto(PublishedRow row, string text)
    {
        var decision = new PublicDecision
        {
            DecisionId = row.DecisionId,
            Text = text,
            Sanction = row.Sanction,
            Year = row.Year,
            Chamber = row.Chamber,
            ApprovedAt = row.ApprovedAt.ToTimestamp(),
        };
        decision.EthicsArticles.AddRange(row.Articles.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return decision;
    }
}
