namespace SamFast.Tests;

/// <summary>Assumptions of the tests that discover optimizers by reflection.</summary>
public class DeclaredTests
{
    [Fact]
    public void Both_precisions_declare_the_same_optimizers() =>
        Assert.Equal(
            Declared.All.Where(t => Declared.PrecisionOf(t) == typeof(float)).Select(t => t.Name + "64").Order(),
            Declared.All.Where(t => Declared.PrecisionOf(t) == typeof(double)).Select(t => t.Name).Order());

    [Fact]
    public void Every_opaque_optimizer_can_be_tested_through_the_interface() =>
        Assert.All(Declared.Opaque, type => Assert.Contains(
            typeof(IOpaqueSam<>).MakeGenericType(Declared.PrecisionOf(type)!), type.GetInterfaces()));

    [Fact]
    public void Every_transparent_optimizer_that_climbs_can_be_tested_through_the_interface() =>
        Assert.All(Declared.Transparent.Where(t => Declared.SamOf(t)!.SyncPeriod > 1), type => Assert.Contains(
            typeof(ITransparentSam<>).MakeGenericType(Declared.PrecisionOf(type)!), type.GetInterfaces()));

    [Fact]
    public void Every_opaque_optimizer_has_a_transparent_twin() =>
        Assert.Equal(
            Declared.Opaque.Select(t => t.Name["Opaque".Length..]).Order(),
            Declared.Transparent.Select(t => t.Name).Order());

    [Fact]
    public void Opaque_optimizers_do_not_claim_to_step_with_a_gradient_alone() =>
        Assert.All(Declared.Opaque, type => Assert.DoesNotContain(
            typeof(IGradientOptimizer<>).MakeGenericType(Declared.PrecisionOf(type)!), type.GetInterfaces()));
}
