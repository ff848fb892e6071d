using static Microsoft.Playwright.Assertions;

namespace OrdreCouncils.Tests.Browser;

/// <summary>A complaint registered, from the sign-in on, without a mouse, and without a script.</summary>
public class OtherWaysTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Complaint_ByKeyboardOnly_IsRegistered()
    {
        var physician = await Platform.PhysicianAsync("33");
        var clerk = await VisitorAsync();
        var keyboard = new Keyboard(clerk.Page);
        await clerk.OpenAsync("/");
        await keyboard.EnterAsync("Aller au contenu");
        await Expect(clerk.Page.Locator("main")).ToBeFocusedAsync();
        await keyboard.EnterAsync("Se connecter");
        await clerk.HasHeadingAsync("Se connecter");
        await keyboard.EnterAsync(Visitor.Staff);
        await clerk.HasHeadingAsync("Connexion de développement");
        await keyboard.TypeAsync("Identifiant", "cdom-33");
        await keyboard.EnterAsync("Se connecter");
        await clerk.HasHeadingAsync("File de travail");

        await keyboard.EnterAsync("Enregistrer une plainte");
        await clerk.HasHeadingAsync("Enregistrer une plainte");
        await keyboard.EnterAsync("Continuer");
        await clerk.HasHeadingAsync("Enregistrer une plainte");
        // The focus is in the list of errors, and its links lead to the fields.
        await Expect(clerk.Page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        await keyboard.EnterAsync("Répondez à « Qui se plaint ? »");
        await Expect(clerk.Page.Locator("#auteur-0")).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("Space");
        await keyboard.TypeAsync("Nom de l’auteur", "Mme Odile Sarrazin");
        await keyboard.TypeAsync("Adresse postale de l’auteur", "3 rue des Acacias\n33000 Bordeaux");
        await keyboard.TypeAsync("Numéro RPPS du médecin mis en cause", physician.Rpps);
        await keyboard.TypeAsync("Objet de la plainte", "Certificat publié");
        await keyboard.TypeAsync("Faits", ComplaintForm.Facts);
        await keyboard.TypeDayAsync("Jour des faits", Platform.Today.AddDays(-40));
        await keyboard.GoToAsync("La plainte est signée");
        await clerk.Page.Keyboard.PressAsync("Space");
        await keyboard.EnterAsync("Continuer");
        await clerk.HasHeadingAsync("Vérifiez avant d’envoyer");
        await clerk.ShowsAsync("Patient", ComplaintForm.Facts);
        await keyboard.EnterAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée", "33-");
    }

    [Fact]
    public async Task Complaint_WithoutScript_IsRegistered()
    {
        var physician = await Platform.PhysicianAsync("38");
        var clerk = await PersonAsync("cdom-38", script: false);
        await clerk.FollowAsync("Enregistrer une plainte");
        await clerk.PressAsync("Continuer");
        await clerk.ShowsAsync("Il y a un problème");
        await clerk.FillAsync(ComplaintForm.Of(physician.Rpps, Platform.Today));
        await clerk.PressAsync("Continuer");
        await clerk.HasHeadingAsync("Vérifiez avant d’envoyer");
        await clerk.PressAsync("Confirmer");
        await clerk.ShowsAsync("La plainte est enregistrée", "38-");
        await clerk.FollowAsync("Ouvrir le dossier");
        await clerk.HasHeadingAsync("Dossier 38-");
        await Expect(clerk.Button("Imprimer")).ToBeHiddenAsync();
    }
}
