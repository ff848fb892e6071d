using System.Globalization;

namespace OrdreCouncils.Tests.Browser;

/// <summary>Answers to the questions of « Enregistrer une plainte » and of other acts, by field name.</summary>
internal static class ComplaintForm
{
    public const string Facts = "Un certificat a été lu sans raison et publié.";

    public static (string, string)[] Of(string rpps, DateOnly today, string title = "Certificat publié") =>
    [
        ("auteur", "Patient"), ("nom", "Mme Odile Sarrazin"), ("adresse", "3 rue des Acacias\n75011 Paris"), ("rpps", rpps), ("objet", title),
        ("faits", Facts), .. Day("faits-le", today.AddDays(-40)), ("griefs", "4\n37-1"), .. Day("recue-le", today.AddDays(-30)),
        ("pieces", "signee"), ("copies", "4"),
    ];

    public static (string, string)[] Day(string field, DateOnly day) =>
        [($"{field}.jour", Text(day.Day)), ($"{field}.mois", Text(day.Month)), ($"{field}.annee", Text(day.Year))];

    /// <summary>Opens the form and answers; the page of verification is shown.</summary>
    public static async Task ReviewComplaintAsync(this Visitor clerk, string rpps, DateOnly today)
    {
        await clerk.OpenAsync("/file");
        await clerk.FollowAsync("Enregistrer une plainte");
        await clerk.FillAsync(Of(rpps, today));
        await clerk.PressAsync("Continuer");
        await clerk.HasHeadingAsync("Vérifiez avant d’envoyer");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
