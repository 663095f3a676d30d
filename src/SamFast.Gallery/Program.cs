Console.WriteLine("SamFast");
