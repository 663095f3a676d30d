namespace SamFast;

/// <summary>Validation of a checkpoint against this optimizer.</summary>
public abstract unsafe partial class Optimizer<T>
{
    /// <summary>Throws if the file is of another program, version, chain or schedule.</summary>
    private void MatchDeclaration(CheckpointReader reader, CheckpointOptions options)
    {
        if (!reader.IsOwn)
        {
            throw new CheckpointException(CheckpointProblem.Foreign,
                "The file was not written by SamFast. To read another program's file, pass StateNames.");
        }

        reader.CheckHeader();
        var metadata = reader.Header.Metadata;
        if (!metadata.TryGetValue(MetadataKeys.Fingerprint, out string? fingerprint))
            throw OtherChain("The file has no optimizer state. Load its parameters with Parameters<T>.Load.");
        if (fingerprint == GetPlan().Fingerprint)
            return;
        if (reader.IsOfFirstVersion)
        {
            throw OtherChain(
                "The file is of another chain, or of other schedules or structural arguments, which a file of version 1 does not "
                + $"distinguish. {Chains(metadata)}Load it with the declaration that it was saved with, and save it again.");
        }

        MatchStructure(metadata);
        MatchSchedules(metadata, options);
    }

    private void MatchStructure(IReadOnlyDictionary<string, string> metadata)
    {
        string[] lines = metadata.GetValueOrDefault(MetadataKeys.Declaration, "").Split('\n');
        string difference = DeclarationDifference.Between(lines, [.. GetPlan().Declaration.Select(Texts.Repaired)]);
        if (difference.Length > 0)
            throw OtherChain($"The file is of another chain: {difference}. {Chains(metadata)}");
    }

    private void MatchSchedules(IReadOnlyDictionary<string, string> metadata, CheckpointOptions options)
    {
        var here = GetPlan().Schedules.ToDictionary(s => s.Hyperparameter, s => Texts.Repaired(s.Description));
        var names = metadata.Keys.Where(key => key.StartsWith(MetadataKeys.Schedule, StringComparison.Ordinal))
            .Select(key => key[MetadataKeys.Schedule.Length..]).Union(here.Keys);
        string[] differences =
        [
            .. names.Select(name => Difference(name, metadata.GetValueOrDefault(MetadataKeys.Schedule + name), here.GetValueOrDefault(name)))
                .Where(difference => difference.Length > 0),
        ];
        if (differences.Length == 0)
        {
            throw OtherChain(
                $"The file's fingerprint is {Texts.Shown(metadata[MetadataKeys.Fingerprint])}, and {GetPlan().Fingerprint} here, although both "
                + "declarations read the same: another version of SamFast has compiled the one that saved it.");
        }

        if (!options.HasFlag(CheckpointOptions.OtherSchedules))
        {
            throw OtherChain(
                $"The file has other schedules: {string.Join("; ", differences)}. To use those of this declaration, pass "
                + "CheckpointOptions.OtherSchedules.");
        }
    }

    private static string Difference(string hyperparameter, string? file, string? here)
    {
        if (file is null || here is null)
        {
            return $"{Texts.Shown(hyperparameter)}: {InWords(file)} in the file, {InWords(here)} here";
        }

        string difference = DeclarationDifference.Between(file.Split('\n'), here.Split('\n'));
        return difference.Length == 0 ? "" : $"{hyperparameter}: {difference}";
    }

    private static string InWords(string? schedule) => schedule is null ? "no schedule" : Texts.Shown(schedule.Split(';', '\n')[0]);

    /// <summary>Both chains in words, if the words differ.</summary>
    private string Chains(IReadOnlyDictionary<string, string> metadata)
    {
        string chain = metadata.GetValueOrDefault(MetadataKeys.Chain, "");
        return chain == Texts.Repaired(Chain) ? "" : $"In the file: {Texts.Shown(chain)} Here: {Chain} ";
    }

    private static CheckpointException OtherChain(string message) => new(CheckpointProblem.OtherChain, message.TrimEnd());

    /// <summary>Throws if the file is of other tensors, or of tensors in other groups.</summary>
    private void MatchTensors(CheckpointReader reader, List<StoredTensor> tensors, CheckpointOptions options)
    {
        bool isOfLayout = reader.Header.Metadata.GetValueOrDefault(MetadataKeys.Layout) == Fingerprints.Of(Layout);
        if (isOfLayout && !reader.IsOfFirstVersion && !options.HasFlag(CheckpointOptions.OtherGroups))
            MatchGroups(reader.Header.Metadata);
        Match(reader.Header, tensors, isOfLayout);
        if (!isOfLayout)
            throw OtherLayout("The file was saved for tensors of other names or shapes.");
    }

    private void MatchGroups(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var tensor in Layout)
        {
            string? group = metadata.GetValueOrDefault(MetadataKeys.Group + tensor.Name);
            if (group != tensor.Group)
            {
                throw new CheckpointException(CheckpointProblem.OtherLayout,
                    $"Tensor '{Texts.Shown(tensor.Name)}' is in {InGroup(group)} in the file, and in {InGroup(tensor.Group)} here. Groups "
                    + "select the tensors to decay, mask and freeze. To use the groups of this layout, pass CheckpointOptions.OtherGroups.");
            }
        }
    }

    private static string InGroup(string? group) => group is null ? "no group" : $"the group '{Texts.Shown(group)}'";
}
