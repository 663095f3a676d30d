namespace SamFast.Authoring;

/// <summary>Marks a kernel's <c>L</c> parameter that is a random number for each element, from the standard
/// normal distribution. Its transform has a hyperparameter <c>seed</c>.</summary>
/// <remarks>Philox 4x32-10 (Salmon et al. 2011), a function of the seed, the step, the parameter's place in the program and the
/// element's index in the flat vector: the same for any number of threads and on every processor, and the same again where a
/// kernel is evaluated again. See <see cref="RandomLanes"/> for the accuracy.</remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NormalAttribute : Attribute;

/// <summary>As <see cref="NormalAttribute"/>, but uniform in [0, 1).</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class UniformAttribute : Attribute;

/// <summary>As <see cref="NormalAttribute"/>, but −1 or 1, with equal probability.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RademacherAttribute : Attribute;
