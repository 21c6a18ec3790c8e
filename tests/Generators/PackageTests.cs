using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;

namespace Orleans.Ray.Generators.Tests;

public sealed class PackageTests
{
    [Fact]
    public async Task The_package_of_the_API_brings_the_generator_and_the_code_fixes()
    {
        var folder = Directory.CreateTempSubdirectory("ray-package-");
        try
        {
            await PackAsync(folder.FullName);

            using var package = ZipFile.OpenRead(Assert.Single(folder.GetFiles("*.nupkg")).FullName);
            var files = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.Contains("analyzers/dotnet/cs/Orleans.Ray.Generators.dll", files);
            Assert.Contains("analyzers/dotnet/cs/Orleans.Ray.CodeFixes.dll", files);
            Assert.Contains("lib/net10.0/Orleans.Ray.dll", files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PackAsync(string output)
    {
        // bin/PROJECT/CONFIGURATION, below the folder that the build wrote to.
        var build = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var artifacts = build.Parent!.Parent!.Parent!.FullName;
        var root = typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepoRoot").Value!;
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["pack", "src/Runtime", "-c", build.Name, "--no-build", "--artifacts-path", artifacts, "-o", output, "-v", "q", "-nologo"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var written = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, string.Concat(written));
    }
}
