namespace OrdreCouncils.Development.Invented;

/// <summary>Common names, combined at random: no real person is meant.</summary>
internal static class InventedNames
{
    private static readonly string[] Families = Words(
        """
        Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet
        Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia
        Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun
        Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger
        Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte López
        Jean Dupuy Guillot Hubert Berger Carpentier Sánchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris
        Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernández Collet Léger Bouvier
        Julien Prévost Millet Perrot Daniel Cousin Germain Breton Besson Langlois Rémy Le-Gall Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal
        Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodríguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Nguyen
        Diallo Traoré Benali Haddad Mansour Cohen Rossi Ferrari Silva Costa Kowalski Novák Çelik Özdemir Håkansson Sørensen Lœuillet Cœurdevey
        """);

    private static readonly string[] Particles =
        ["D'Épreuve", "L'Hermite", "D'Almeida", "De La Fontaine", "Le Goff", "O'Brien", "N'Diaye", "La Tour Du Pin", "Du Bois", "D'Estienne"];

    private static readonly string[] Women = Words(
        """
        Marie Jeanne Françoise Monique Catherine Nathalie Isabelle Jacqueline Anne Sylvie Martine Nicole Christine Hélène Valérie Sandrine Sophie Véronique
        Céline Chantal Patricia Brigitte Julie Caroline Laurence Aurélie Émilie Stéphanie Claire Camille Léa Manon Chloé Sarah Pauline Marion Anaïs Élodie
        Mathilde Inès Agnès Béatrice Florence Delphine Audrey Lucie Charlotte Élise Noémie Fatima Aïcha Zoé Maëlle Gaëlle
        """);

    private static readonly string[] Men = Words(
        """
        Jean Pierre Michel André Philippe René Louis Alain Jacques Bernard Marcel Daniel Roger Robert Paul Claude Christian Henri Georges Nicolas François
        Laurent Patrick Gérard Frédéric Thierry Stéphane David Olivier Éric Julien Vincent Pascal Bruno Sébastien Thomas Antoine Guillaume Alexandre Maxime
        Hugo Lucas Théo Benoît Mathieu Rémi Cédric Jérôme Loïc Yann Mehdi Karim Noël Gaël Raphaël Clément
        """);

    public static string Family(ref Dice dice)
    {
        if (dice.Percent(4))
            return dice.Pick(Particles);
        var name = dice.Pick(Families);
        return dice.Percent(12) ? $"{name}{(dice.Percent(70) ? "-" : " ")}{dice.Pick(Families)}" : name;
    }

    public static string Given(ref Dice dice, bool woman)
    {
        var names = woman ? Women : Men;
        var name = dice.Pick(names);
        return dice.Percent(14) ? $"{name}{(dice.Percent(60) ? "-" : " ")}{dice.Pick(names)}" : name;
    }

    private static string[] Words(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace("Le-", "Le ", StringComparison.Ordinal))];
}
