using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Pages with a message only.</summary>
internal static class PlainPages
{
    public static Html NotFound() => Layout.Page(
        "Page introuvable", null,
        Html.Of(
            $"""
            <h1>Page introuvable</h1>
            <p>Cette adresse ne correspond à aucun communiqué publié.</p>
            <p><a href="{Paths.List}">Voir tous les communiqués</a></p>

            """));

    public static Html NotAllowed() => Layout.Page(
        "Lecture seule", null,
        Html.Of(
            $"""
            <h1>Lecture seule</h1>
            <p>Les communiqués se lisent ici ; aucune donnée ne peut être envoyée à cette adresse.</p>
            <p><a href="{Paths.List}">Voir tous les communiqués</a></p>

            """));

    public static Html Unavailable() => Layout.Page(
        "Service indisponible", null,
        Html.Of(
            $"""
            <h1>Service momentanément indisponible</h1>
            <p>Les communiqués ne peuvent pas être affichés pour l’instant. Veuillez réessayer dans quelques instants.</p>

            """));
}
