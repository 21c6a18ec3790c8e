using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Members;

internal delegate void MembersCopier<T>(Copier?[] copiers, ref T input, ref T output, CopyContext context);
