namespace SamFast.Package.Tests;

/// <summary>A folder of projects with the package, and a build of all of them.</summary>
internal sealed class SdkSolution(Package package)
{
    private readonly string _folder = package.Folder();
    private readonly List<string> _projects = [];

    /// <summary>Adds a project of one file.</summary>
    /// <param name="isProgram">True if it has top-level statements.</param>
    /// <param name="items">MSBuild items, for instance global usings.</param>
    /// <param name="references">The projects that it refers to.</param>
    public void Add(string name, string source, bool isProgram = false, string items = "", params string[] references)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        _projects.Add(name);
        File.WriteAllText(Path.Combine(folder, "Source.cs"), source);
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{(isProgram ? "Exe" : "Library")}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>{(items.Length == 0 ? "enable" : "disable")}</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SamFast" Version="{package.Version}" />
                {items}
                {string.Concat(references.Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """);
    }

    public void Build()
    {
        Write();
        Package.Run("dotnet", ["build", "All.proj", "-v", "q"], _folder);
    }

    /// <returns>The compiler's output.</returns>
    public string FailToBuild()
    {
        Write();
        var failure = Assert.Throws<InvalidOperationException>(() => Package.Run("dotnet", ["build", "All.proj", "-v", "q"], _folder));
        return failure.Message;
    }

    /// <returns>The output of a program, without the final line break.</returns>
    public string Run(string name) =>
        Package.Run("dotnet", [Path.Combine(_folder, name, "bin", "Debug", "net10.0", name + ".dll")], _folder).Trim();

    /// <summary>Writes a project that builds all others, even if one fails.</summary>
    private void Write() => File.WriteAllText(Path.Combine(_folder, "All.proj"), $"""
        <Project DefaultTargets="Build">
          <ItemGroup>{string.Concat(_projects.Select(name => $"<Projects Include=\"{name}/{name}.csproj\" />"))}</ItemGroup>
          <Target Name="Restore"><MSBuild Projects="@(Projects)" Targets="Restore" Properties="Restoring=true" /></Target>
          <Target Name="Build"><MSBuild Projects="@(Projects)" Targets="Build" ContinueOnError="ErrorAndContinue" /></Target>
        </Project>
        """);
}
