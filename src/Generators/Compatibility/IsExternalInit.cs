namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where a type has init-only properties; .NET Standard 2.0 has none.</summary>
internal static class IsExternalInit;
