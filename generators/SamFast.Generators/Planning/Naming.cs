namespace SamFast.Generators.Planning;

/// <summary>Fourth pass: a name of its own for each sweep, apart from the class's other members.</summary>
internal static class Naming
{
    public static void Assign(Plan plan, NameTable names)
    {
        foreach (var pass in plan.Passes)
            pass.Name = names.Unique(pass.Name);
        if (plan.Evaluation is not null)
            plan.Evaluation.Name = names.Unique(plan.Evaluation.Name);
    }
}
