using OrdreCouncils.Registry.PublicPages;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Registry.PublicSearch;

internal static class SearchPage
{
    public const string Path = "/medecins";

    public static readonly PublicFace Face = new(
        Path, "Chercher un médecin", "La recherche ne peut pas répondre pour l’instant. Veuillez réessayer dans quelques instants.");

    public static Html Of(PublicQuery query, IEnumerable<(string Code, string Label)> specialties, string? problem, FoundPhysicians? found) => Face.Page(
        "Chercher un médecin",
        Html.Of(
            $"""
            <h1>Chercher un médecin en exercice</h1>
            {(problem is null ? Html.Empty : Html.Of($"<p class=\"state no\" role=\"alert\">{problem}</p>\n"))}<form method="get" action="{Path}">
            <p><label for="nom">Nom et prénom</label><br />
            <input id="nom" name="{PublicQuery.NameField}" value="{query.Name}" maxlength="100" autocomplete="off" spellcheck="false" /></p>
            <p><label for="lieu">Code postal ou commune d’exercice</label><br />
            <input id="lieu" name="{PublicQuery.PlaceField}" value="{query.Place}" maxlength="100" /></p>
            <p><label for="specialite">Spécialité</label><br /><select id="specialite" name="{PublicQuery.SpecialtyField}">
            <option value="">Toutes</option>
            {Html.Join(specialties.Select(one => Option(one, query.Specialty)))}</select></p>
            <p><button type="submit">Chercher</button></p>
            </form>
            {(found is null ? Html.Empty : Results(found))}<p>Cette recherche montre les médecins inscrits au tableau et en exercice : identifiant, nom et
            prénom d’exercice, qualifications et lieux d’exercice (article D. 4113-121 du code de la santé publique).</p>

            """));

    private static Html Option((string Code, string Label) specialty, string chosen) => specialty.Code == chosen
        ? Html.Of($"<option value=\"{specialty.Code}\" selected=\"selected\">{specialty.Label}</option>\n")
        : Html.Of($"<option value=\"{specialty.Code}\">{specialty.Label}</option>\n");

    private static Html Results(FoundPhysicians found) => Html.Of(
        $"""
        <h2>Résultats</h2>
        <p role="status">{Count(found)}</p>
        <ul class="found">
        {Html.Join(found.Physicians.Select(Result))}</ul>

        """);

    private static string Count(FoundPhysicians found) => found switch
    {
        { More: true } => $"Les {found.Physicians.Count} premiers médecins. D’autres répondent à cette recherche : précisez-la.",
        { Physicians.Count: 0 } => "Aucun médecin en exercice ne répond à cette recherche.",
        { Physicians.Count: 1 } => "Un médecin.",
        _ => $"{found.Physicians.Count} médecins.",
    };

    private static Html Result(FoundPhysician physician) => Html.Of(
        $"""
        <li><h3>{physician.Title} {physician.GivenName} {physician.FamilyName}</h3>
        {(physician.SoundsAlike ? Html.Of($"<p>Ce nom se prononce comme celui que vous cherchez.</p>\n") : Html.Empty)}<dl>
        <dt>Numéro RPPS</dt><dd>{physician.Rpps}</dd>
        <dt>Qualifications</dt><dd>{Html.Join(physician.Qualifications.Select(held => Html.Of($"<span class=\"line\">{held.Label}</span>")))}</dd>
        <dt>Lieux d’exercice</dt><dd>{Html.Join(physician.Practices.Select(Practice))}</dd>
        </dl></li>

        """);

    private static Html Practice(FoundPractice practice) =>
        Html.Of($"<span class=\"line\">{practice.Structure} {practice.PostalCode} {practice.Town}</span>");
}
