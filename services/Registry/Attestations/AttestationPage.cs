using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.PublicPages;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Markup;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>The public pages: enter a code, see the state of its attestation. Printed, the page is the attestation.</summary>
internal static class AttestationPage
{
    public static readonly PublicFace Face = new(
        AttestationPaths.Form, "Vérifier une attestation",
        "L’attestation ne peut pas être vérifiée pour l’instant. Veuillez réessayer dans quelques instants.");

    public static Html Form(string? problem) => Face.Page(
        "Vérifier une attestation",
        Html.Of(
            $"""
            <h1>Vérifier une attestation d’inscription au tableau</h1>
            {(problem is null ? Html.Empty : Html.Of($"<p class=\"state no\" role=\"alert\">{problem}</p>\n"))}<form method="get" action="{AttestationPaths.Form}">
            <p><label for="code">Code de l’attestation (dix lettres et chiffres)</label></p>
            <p><input id="code" name="code" required="required" autocomplete="off" spellcheck="false" maxlength="20" /></p>
            <p><button type="submit">Vérifier</button></p>
            </form>

            """));

    /// <param name="address">Public address, for the QR image.</param>
    public static Html Of(Attestation attestation, string address, DateTimeOffset now)
    {
        var (mark, words) = State(attestation.State);
        return Face.Page(
            "Attestation d’inscription",
            Html.Of(
                $"""
                <h1>Attestation d’inscription au tableau de l’Ordre</h1>
                <p class="state {mark}" role="status">{words}</p>
                <dl>
                <dt>Médecin</dt><dd>{attestation.GivenName} {attestation.FamilyName}</dd>
                <dt>Numéro RPPS</dt><dd>{attestation.Rpps}</dd>
                {Attested(attestation)}                <dt>Délivrée le</dt><dd>{attestation.IssuedAt.ToDateTimeOffset().InFrench()}</dd>
                <dt>Valable jusqu’au</dt><dd>{attestation.ValidUntil.Day().InFrench()}</dd>
                <dt>Code</dt><dd class="code">{AttestationCode.Shown(attestation.Code)}</dd>
                </dl>
                {QrImage.Of(address + AttestationPaths.Of(attestation.Code))}<p>Vérifiée le {now.InFrench()}. Un document imprimé ne prouve rien par lui-même : seule cette page dit ce que l’attestation vaut.</p>
                <p class="screen"><a href="{AttestationPaths.Document(attestation.Code)}">Document signé (JWS)</a> · <a href="{AttestationPaths.Keys}">Clés de vérification</a> · <a href="{AttestationPaths.Form}">Vérifier un autre code</a></p>

                """));
    }

    private static Html Attested(Attestation attestation) => attestation.RegisteredOn is { } day
        ? Html.Of(
            $"""
            <dt>Inscription</dt><dd>Inscrit au tableau, sans restriction publique d’exercice, le {day.Day().InFrench()}, d’après le tableau tel qu’il est connu
            au jour de la délivrance</dd>

            """)
        : Html.Of(
            $"""
            <dt>Conseil départemental</dt><dd>{attestation.Council}</dd>
            <dt>Spécialités</dt><dd>{Html.Join(attestation.Specialties.Select(Specialty))}</dd>
            <dt>Inscription</dt><dd>Inscrit au tableau, sans restriction publique d’exercice au jour de la délivrance</dd>

            """);

    private static Html Specialty(Qualification held) => Html.Of($"<span class=\"line\">{held.Label} ({held.Code})</span>");

    private static (string Mark, string Words) State(AttestationState state) => state switch
    {
        AttestationState.Valid => ("yes", "Valable : le tableau dit encore ce que dit cette attestation."),
        AttestationState.Expired => ("no", "Expirée : son dernier jour est passé."),
        AttestationState.Revoked => ("no", "Révoquée : elle ne vaut plus rien."),
        _ => ("no", "Caduque : le tableau ne dit plus ce que dit cette attestation."),
    };
}
