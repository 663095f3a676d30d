namespace SamFast;

/// <summary>The permitted differences between a checkpoint and the optimizer that loads it. Precision, transforms, their
/// structural arguments (such as <c>nesterov</c>), and names and shapes of the tensors must always be the same.</summary>
[Flags]
public enum CheckpointOptions
{
    /// <summary>The declarations are the same, schedules and groups included. Hyperparameters become those of the
    /// file.</summary>
    None = 0,

    /// <summary>Schedules may differ: other numbers, another schedule, or one in place of a number. Those of the loading
    /// optimizer apply, from the step count of the file on. A hyperparameter that has a schedule in the file alone keeps the
    /// value that it has here.</summary>
    OtherSchedules = 1,

    /// <summary>Hyperparameters keep the values that they have here, instead of taking those of the file.</summary>
    KeepHyperparameters = 2,

    /// <summary>Groups of tensors may differ. Those of the loading optimizer apply, so that other tensors are decayed,
    /// masked or frozen from now on. The state of each tensor must be in the file.</summary>
    OtherGroups = 4,
}
