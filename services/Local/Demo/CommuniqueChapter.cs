using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Local.Demo;

/// <summary>A press release that stays hidden until its embargo ends, then appears on its page and in the feed.</summary>
internal static class CommuniqueChapter
{
    private const string Body =
        """
        **L'Ordre alerte les pouvoirs publics sur l'utilisation des données de santé des patients.**

        Le Conseil national, garant du secret médical, ne saurait accepter que des données médicales recueillies pour prendre en charge des malades
        puissent être utilisées à des fins de contrôle et de sanction.

        Il appelle à un véritable accompagnement médico-social des personnes devant s'isoler.
        """;

    public static async Task TellAsync(Story story)
    {
        story.Chapter(7, "A communiqué under embargo");
        var writer = await story.AsAsync<CommuniquesService.CommuniquesServiceClient>("cnom-presse");
        var draft = (await writer.DraftCommuniqueAsync(new DraftCommuniqueRequest
        {
            RequestId = Story.NewRequestId(),
            Text = new CommuniqueText
            {
                Kind = CommuniqueKind.PressRelease,
                Title = "L'Ordre rappelle son opposition à l'utilisation des données médicales à des fins de contrôle et de sanction",
                Place = "Paris",
                DatedOn = Dates.Proto(story.Today),
                Body = Body,
                Contact = new PressContact { Name = "Camille Exemple", Phone = "01 99 00 00 00", Email = "presse@example.org" },
            },
        })).Communique;

        var embargo = story.Platform.Clock.GetUtcNow().AddHours(2);
        await story.RefusedAsync(
            writer.ApproveCommuniqueAsync(Approval(draft, embargo)), StatusCode.PermissionDenied, Reasons.RoleMissing, "the author approves the author's own text");
        var approver = await story.AsAsync<CommuniquesService.CommuniquesServiceClient>("cnom-presse-approbateur");
        var approved = (await approver.ApproveCommuniqueAsync(Approval(draft, embargo))).Communique;
        var page = new Uri($"/communiques/{approved.Approval.Slug}", UriKind.Relative);
        story.Say($"Approved by another person; embargo in two hours at {page}");

        using (var early = await story.Http.GetAsync(page))
            story.Check(early.StatusCode == HttpStatusCode.NotFound, "before the embargo the page does not exist");

        story.Platform.Clock.AdvanceTo(embargo);
        using (var published = await story.Http.GetAsync(page))
        {
            var html = await published.Content.ReadAsStringAsync();
            story.Check(published.IsSuccessStatusCode && html.Contains("secret médical", StringComparison.Ordinal), "at the embargo the page is public");
        }

        var feed = await story.Http.GetStringAsync(new Uri("/communiques/feed.atom", UriKind.Relative));
        story.Check(feed.Contains(approved.Approval.Slug, StringComparison.Ordinal), "and the Atom feed has it");
    }

    private static ApproveCommuniqueRequest Approval(Communique draft, DateTimeOffset embargo) =>
        new() { RequestId = Story.NewRequestId(), Id = draft.Id, Etag = draft.Etag, EmbargoAt = Timestamp.FromDateTimeOffset(embargo) };
}
